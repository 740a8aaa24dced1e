// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.cluster.OperatorOptions;
import io.trace2skill.cli.letters.LetterContents.Shown;
import java.io.PrintWriter;
import java.util.List;

/** Shows letters. What they hold comes from outside, so that it must not reach a terminal raw. */
final class LetterPrinter {

  private static final int REASON_CHARS = 100;
  private static final String FORM = "%-10s %-20s %-9s %-24s %s%n";

  private LetterPrinter() {}

  /**
   * What a list tells of a letter.
   *
   * @param retried whether it was sent back
   */
  record Row(
      LetterId id,
      String at,
      String stage,
      String skill,
      String key,
      String cause,
      String reason,
      String origin,
      int bytes,
      boolean retried) {

    static Row of(Letter letter, String skill, boolean retried) {
      return new Row(
          letter.id(),
          letter.at().toString(),
          letter.why().stage(),
          skill,
          letter.key(),
          letter.why().cause(),
          letter.why().reason(),
          letter.why().origin(),
          letter.bytes(),
          retried);
    }

    ObjectNode toJson() {
      return OperatorOptions.object()
          .put("id", id.toString())
          .put("at", at)
          .put("stage", stage)
          .put("skill", skill)
          .put("key", key)
          .put("cause", cause)
          .put("reason", reason)
          .put("origin", origin)
          .put("bytes", bytes)
          .put("retried", retried);
    }
  }

  static void table(List<Row> rows, PrintWriter out) {
    if (!rows.isEmpty()) {
      out.printf(FORM, "id", "at", "stage", "skill or key", "reason");
    }
    for (Row row : rows) {
      String reason = line(row.reason());
      String cut =
          reason.length() <= REASON_CHARS ? reason : reason.substring(0, REASON_CHARS) + "...";
      out.printf(
          FORM,
          row.id(),
          row.at().replaceFirst("\\.\\d+Z", "Z"),
          line(row.stage()),
          line(row.skill().isEmpty() ? row.key() : row.skill()),
          (row.retried() ? "[sent back] " : "") + cut);
    }
  }

  static void one(Row row, Shown original, PrintWriter out) {
    out.println("id       " + row.id() + (row.retried() ? " (sent back)" : ""));
    out.println("at       " + row.at());
    out.println("stage    " + line(row.stage()));
    out.println("skill    " + line(row.skill()));
    out.println("key      " + line(row.key()));
    out.println("origin   " + line(row.origin()));
    out.println("cause    " + line(row.cause()));
    out.println("reason   " + line(row.reason()));
    out.println("original " + row.bytes() + " bytes, shown as " + original.form());
    out.println();
    out.println(text(original.text()));
  }

  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ");
  }

  private static String text(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\n\t]]", "\ufffd");
  }
}
