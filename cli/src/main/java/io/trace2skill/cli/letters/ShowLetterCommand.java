// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.cli.cluster.OperatorOptions;
import io.trace2skill.cli.letters.LetterContents.Shown;
import io.trace2skill.cli.letters.LetterPrinter.Row;
import io.trace2skill.cli.letters.RetryRule.Decision;
import java.io.PrintWriter;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace2skill dead-letters show}. */
@Command(
    name = "show",
    description = "Shows a dead letter: why it is one, and the original, decoded where possible.",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:shown",
      "  1:the cluster failed",
      "  2:the command line is wrong",
      "  3:there is no such letter"
    })
final class ShowLetterCommand implements Callable<Integer> {

  private static final int NO_SUCH_LETTER = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ID", description = "The letter, as list calls it: PARTITION@OFFSET.")
  private String id = "";

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OperatorOptions options = new OperatorOptions();

  @Override
  public Integer call() {
    LetterId wanted =
        LetterId.of(id)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "'" + id + "' is no id such as 0@17"));
    try (Cluster opened = cluster.open()) {
      Letterbox box = new Letterbox(opened);
      AtomicReference<@Nullable Letter> found = new AtomicReference<>();
      box.read(
          letter -> {
            if (letter.id().equals(wanted)) {
              found.set(letter);
            }
          });
      Letter letter = found.get();
      if (letter == null) {
        spec.commandLine().getErr().println("trace2skill: there is no dead letter " + id);
        return NO_SUCH_LETTER;
      }
      LetterContents contents = new LetterContents(opened);
      Row row = Row.of(letter, contents.skill(letter), box.retried().contains(letter.id()));
      print(letter, row, contents.show(letter), new RetryRule(opened.topics()).decide(letter));
      return 0;
    }
  }

  private void print(Letter letter, Row row, Shown original, Decision retry) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      ObjectNode json = row.toJson();
      byte[] value = letter.record().value();
      json.put("original", value == null ? null : Base64.getEncoder().encodeToString(value));
      json.put("form", original.form()).put("text", original.text());
      json.put("retry", retry instanceof Decision.Refused no ? no.why() : "possible");
      OperatorOptions.print(out, json);
      return;
    }
    LetterPrinter.one(row, original, out);
    out.flush();
  }
}
