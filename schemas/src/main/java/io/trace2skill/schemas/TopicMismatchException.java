// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

/** A topic exists with another number of partitions than this deployment was told. */
public final class TopicMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TopicMismatchException(String topic, int expected, int actual) {
    super(
        "topic %s has %d partitions, but %d are configured; configure %d or choose another prefix"
            .formatted(topic, actual, expected, actual));
  }
}
