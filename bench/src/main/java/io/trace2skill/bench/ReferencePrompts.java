// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import io.trace2skill.fakemodel.PurposeMarker;
import java.util.List;

/** What the model of the reference pipeline says: as long as real instructions, to count bytes. */
final class ReferencePrompts {

  static final String MERGE = "reference-merge";
  static final String PLACEMENT = "reference-placement";

  /** After this line comes the JSON that a call is about. */
  static final String DATA = "=== data ===";

  static final List<PurposeMarker> MARKERS =
      List.of(
          new PurposeMarker(MERGE, "Task: merge these proposals"),
          new PurposeMarker(PLACEMENT, "Task: correct where this edit goes"));

  private static final String RULE =
      "Keep each edit small and independent of the others, name its file and its section exactly,"
          + " and answer with one JSON object that holds reasoning, edits and changelog entries. ";

  private ReferencePrompts() {}

  static String map() {
    return "You get the log of one run that FAILED, and a skill.\n" + RULE.repeat(18);
  }

  static String merge() {
    return "Task: merge these proposals into one, without losing what only one of them says.\n"
        + RULE.repeat(18);
  }

  static String placement() {
    return "Task: correct where this edit goes, so that it fits the file to the letter.\n"
        + RULE.repeat(6);
  }
}
