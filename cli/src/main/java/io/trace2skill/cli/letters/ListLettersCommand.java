// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.cli.cluster.OperatorOptions;
import io.trace2skill.cli.letters.LetterPrinter.Row;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace2skill dead-letters list}. */
@Command(
    name = "list",
    description = "Lists dead letters, the latest last.",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"  0:done, also when there are none", "  1:the cluster failed", "  2:usage"})
final class ListLettersCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private LetterFilter filter = new LetterFilter();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Most letters to list, of the latest. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OperatorOptions options = new OperatorOptions();

  @Override
  public Integer call() {
    Instant now = Instant.now();
    filter.check(spec.commandLine(), now);
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1: " + limit);
    }
    try (Cluster opened = cluster.open()) {
      List<Row> rows = rows(opened, now);
      List<Row> latest = rows.subList(Math.max(0, rows.size() - limit), rows.size());
      print(latest, rows.size());
    }
    return 0;
  }

  private List<Row> rows(Cluster opened, Instant now) {
    Letterbox box = new Letterbox(opened);
    LetterContents contents = new LetterContents(opened);
    Set<LetterId> retried = box.retried();
    List<Row> rows = new ArrayList<>();
    box.read(
        letter -> {
          if (filter.takes(letter, contents, now)) {
            rows.add(Row.of(letter, contents.skill(letter), retried.contains(letter.id())));
          }
        });
    rows.sort(
        Comparator.comparing((Row row) -> Instant.parse(row.at()))
            .thenComparing(row -> row.id().partition())
            .thenComparing(row -> row.id().offset()));
    return rows;
  }

  private void print(List<Row> rows, int all) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      rows.forEach(row -> array.add(row.toJson()));
      OperatorOptions.print(out, array);
      return;
    }
    LetterPrinter.table(rows, out);
    out.println(
        rows.size() == all
            ? all + " dead letters"
            : "the latest %d of %d dead letters; --limit shows more".formatted(rows.size(), all));
    out.flush();
  }
}
