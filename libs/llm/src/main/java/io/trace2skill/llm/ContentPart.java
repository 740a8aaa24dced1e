// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

/** A piece of a message. */
public sealed interface ContentPart {

  /** Text. */
  record Text(String text) implements ContentPart {}

  /**
   * An image.
   *
   * @param url an {@code https} address, or a {@code data:} URL that holds the bytes
   */
  record Image(String url) implements ContentPart {}
}
