// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.time.Duration;

/**
 * What a stage does at one moment, over all tasks of the instance. The numbers are read one after
 * the other while work goes on, so they need not add up exactly. The same by task, and how long
 * calls take, is found among the metrics of Kafka Streams, in the group {@code async-stage}.
 *
 * @param inFlight calls that run now
 * @param pending requests without completion, those in flight included
 * @param oldestPending how long the oldest of them has waited; zero when there is none
 * @param succeeded requests that ended with a result, since the stage was built
 * @param failed requests that failed for good
 * @param retries attempts that failed and were repeated
 * @param reExecuted requests found in the store when a task started, and so called again
 * @param breaker what the stage does about an endpoint that is down
 */
public record StageMetrics(
    int inFlight,
    long pending,
    Duration oldestPending,
    long succeeded,
    long failed,
    long retries,
    long reExecuted,
    BreakerState breaker) {}
