// SPDX-License-Identifier: Apache-2.0
/** A real Kafka broker (KRaft) inside this process. */
@NullMarked
package io.trace2skill.kafka.embedded;

import org.jspecify.annotations.NullMarked;
