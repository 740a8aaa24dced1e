// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

/**
 * Tells what a request is for: it holds a phrase in its first message.
 *
 * @param purpose name of the purpose
 * @param phrase not empty
 */
public record PurposeMarker(String purpose, String phrase) {

  public PurposeMarker {
    if (phrase.isEmpty()) {
      throw new IllegalArgumentException("a marker needs a phrase");
    }
  }

  /** Whether the phrase is in the text. */
  boolean isIn(String text) {
    return text.contains(phrase);
  }
}
