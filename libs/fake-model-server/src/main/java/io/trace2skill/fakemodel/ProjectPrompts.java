// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.util.List;

/** How the prompts of this project tell what they are for. */
final class ProjectPrompts {

  static final String ERROR_ANALYSIS = "error-analysis";
  static final String SUCCESS_ANALYSIS = "success-analysis";
  static final String MERGE = "merge";
  static final String PLACEMENT = "placement";
  static final String REPAIR = "repair";

  static final List<PurposeMarker> MARKERS =
      List.of(
          new PurposeMarker(REPAIR, "You mend edits"),
          new PurposeMarker(PLACEMENT, "You find places"),
          new PurposeMarker(MERGE, "You get questions"),
          new PurposeMarker(SUCCESS_ANALYSIS, "one run that SUCCEEDED"),
          new PurposeMarker(ERROR_ANALYSIS, "one run that FAILED"));

  private ProjectPrompts() {}
}
