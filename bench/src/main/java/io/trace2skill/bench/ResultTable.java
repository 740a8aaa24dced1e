// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as a table in Markdown, a line for each run. */
final class ResultTable {

  private static final String HEAD =
      """
      | case | pipeline | wall s | x reference shape | critical path s | x critical path | chain s \
      | cpu s | most in flight | calls | request kB | merging kB |
      | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
      """;

  private ResultTable() {}

  static String head() {
    return HEAD;
  }

  /** Returns the lines of one case; ratios are to the first run of it. */
  static String lines(BenchCase what, List<Measurement> runs) {
    double reference = runs.get(0).wall();
    return runs.stream().map(run -> line(what, run, reference)).collect(Collectors.joining());
  }

  private static String line(BenchCase what, Measurement run, double reference) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %d | %s | %s | %d |%n",
        what.name(),
        run.pipeline(),
        run.wall(),
        run.wall() / reference,
        run.path().seconds(),
        run.wall() / run.path().seconds(),
        run.path().chain(),
        run.cpu().toMillis() / 1e3,
        run.calls().stream().mapToInt(call -> call.inFlight()).max().orElse(0),
        each(run.callsByPurpose(), 1),
        each(run.bytesByPurpose(), 1_000),
        run.mergingBytes() / 1_000);
  }

  private static String each(Map<String, Long> byPurpose, long unit) {
    return byPurpose.entrySet().stream()
        .map(entry -> entry.getValue() / unit + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
