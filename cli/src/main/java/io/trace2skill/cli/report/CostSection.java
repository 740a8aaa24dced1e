// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import io.trace2skill.cli.report.Report.ModelUse;
import io.trace2skill.cli.report.Report.Window;
import org.jspecify.annotations.Nullable;

/** What a model was used for, and what that cost. Nothing for an engine without a model. */
final class CostSection {

  private final Report report;

  CostSection(Report report) {
    this.report = report;
  }

  boolean isEmpty() {
    return report.model().total().calls() == 0;
  }

  void write(Html html) {
    if (isEmpty()) {
      return;
    }
    html.open("section", "id", "cost").element("h2", "What the model was used for");
    html.element("p", remarks());
    html.open("table").open("thead").open("tr");
    for (String title :
        new String[] {"", "calls", "prompt tokens", "cached", "completion tokens"}) {
      html.element("th", title, "scope", "col");
    }
    html.element("th", "cost", "scope", "col");
    html.close().closeLine().open("tbody");
    row(html, "analyses", report.model().analysis());
    row(html, "merges", report.model().merge());
    row(html, "together", report.model().total());
    if (report.windows().size() > 1) {
      report.windows().forEach(window -> rows(html, window));
    }
    html.close().closeLine().closeLine();
  }

  private String remarks() {
    String unverified =
        Texts.count(report.counts().unverified(), "patch names", "patches name")
            + " a cause that could not be checked, because there was nothing to check it against.";
    long fallbacks = report.model().deterministicFallbacks();
    return fallbacks == 0
        ? unverified
        : unverified
            + " The model failed at "
            + Texts.count(fallbacks, "merge", "merges")
            + " or parts of them, which the deterministic merge did instead.";
  }

  private static void rows(Html html, Window window) {
    String name = "window " + window.window();
    row(html, name + ", analyses", window.analysisUsage());
    row(html, name + ", merges", window.mergeUsage());
  }

  private static void row(Html html, String what, @Nullable ModelUse use) {
    if (use == null) {
      return;
    }
    html.open("tr").element("th", what, "scope", "row");
    html.element("td", Texts.number(use.calls()), "class", "number");
    html.element("td", Texts.number(use.promptTokens()), "class", "number");
    html.element("td", Texts.number(use.cachedPromptTokens()), "class", "number");
    html.element("td", Texts.number(use.completionTokens()), "class", "number");
    html.element("td", Texts.cost(use.cost()), "class", "number").closeLine();
  }
}
