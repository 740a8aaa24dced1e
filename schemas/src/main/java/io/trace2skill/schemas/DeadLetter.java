// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Why something could not be used: what the headers of a record in the dead-letters topic say to a
 * person who has to act. The record's key and value are the original bytes.
 *
 * @param reason what is wrong, in a sentence that says what to do
 * @param stage where it was found: import, decode, analysis, ...
 * @param cause class of the error or a short machine-readable word
 * @param origin where it came from: file and line, or topic, partition and offset
 */
public record DeadLetter(String reason, String stage, String cause, String origin) {

  private static final String REASON = "reason";
  private static final String STAGE = "stage";
  private static final String CAUSE = "cause";
  private static final String ORIGIN = "origin";
  private static final String RETRY = "trace2skill-retry";

  /** Returns this letter as the headers of a record. */
  public Headers headers() {
    return new RecordHeaders()
        .add(REASON, reason.getBytes(UTF_8))
        .add(STAGE, stage.getBytes(UTF_8))
        .add(CAUSE, cause.getBytes(UTF_8))
        .add(ORIGIN, origin.getBytes(UTF_8));
  }

  /** Reads a letter back from a record's headers; those that are missing read as empty text. */
  public static DeadLetter of(Headers headers) {
    return new DeadLetter(
        text(headers, REASON), text(headers, STAGE), text(headers, CAUSE), text(headers, ORIGIN));
  }

  /**
   * Returns the headers of a record that is sent to its topic again. They say that this is no
   * repetition by accident: what failed before is tried once more.
   *
   * @param letter which letter it comes from, for a person
   */
  public static Headers retryHeaders(String letter) {
    return new RecordHeaders().add(RETRY, letter.getBytes(UTF_8));
  }

  /** Returns whether a record was sent again by {@link #retryHeaders}. */
  public static boolean isRetry(Headers headers) {
    return headers.lastHeader(RETRY) != null;
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }
}
