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
          new PurposeMarker(REPAIR, "repair"),
          new PurposeMarker(PLACEMENT, "place"),
          new PurposeMarker(MERGE, "merge"),
          new PurposeMarker(SUCCESS_ANALYSIS, "succeeded"),
          new PurposeMarker(ERROR_ANALYSIS, "failed"));

  private ProjectPrompts() {}
}
