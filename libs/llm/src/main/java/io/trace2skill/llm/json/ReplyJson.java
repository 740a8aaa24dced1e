// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.json;

import java.util.Comparator;
import java.util.List;

/** Finds the JSON in the text of a reply. Never fails, whatever the text is. */
public final class ReplyJson {

  private ReplyJson() {}

  /**
   * Returns the objects and arrays of a text that stand in no other, most likely meant first: those
   * in a fence for JSON or for nothing in particular before others, later ones before earlier ones
   * because models correct themselves, empty ones last. What stands in a reasoning block is left
   * out, unless the block never ends: then it comes last. A number, a string or a word counts when
   * it is all there is.
   *
   * <p>A strict parser has the first word. What it refuses is read with line breaks in strings,
   * single quotes, bare field names, trailing commas, comments, Python's constants and stray
   * backslashes, as long as nothing that was written is lost by that. A value that is followed by
   * what looks like its own rest is broken, because a quotation mark in a string may have ended it
   * early; so is one that has a field twice.
   */
  public static List<FoundJson> find(String text) {
    return new ReplyScanner(text)
        .scan().stream().sorted(PREFERENCE).map(ReplyScanner.Place::found).toList();
  }

  private static final Comparator<ReplyScanner.Place> PREFERENCE =
      Comparator.comparing(ReplyScanner.Place::isEmpty)
          .thenComparing(ReplyScanner.Place::reasoning)
          .thenComparing(place -> !place.fenced())
          .thenComparing(ReplyScanner.Place::start, Comparator.reverseOrder());
}
