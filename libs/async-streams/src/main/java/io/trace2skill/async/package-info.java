// SPDX-License-Identifier: Apache-2.0
/** Slow, unreliable calls inside Kafka Streams with exactly-once results. */
@NullMarked
package io.trace2skill.async;

import org.jspecify.annotations.NullMarked;
