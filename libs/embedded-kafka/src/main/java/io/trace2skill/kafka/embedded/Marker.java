// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.kafka.embedded;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;

/** The end of a transaction in one partition. */
record Marker(
    TopicPartition partition,
    long producerId,
    short producerEpoch,
    int coordinatorEpoch,
    TransactionResult result) {}
