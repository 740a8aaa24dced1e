// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.trace2skill.cli.bank.BankFile;
import io.trace2skill.cli.bank.EmbeddingException;
import io.trace2skill.cli.bank.LessonBank;
import io.trace2skill.cli.bank.LessonBank.Hit;
import io.trace2skill.cli.bank.LexicalEmbedder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace2skill bank query}. */
@Command(
    name = "query",
    description = {
      "Finds the lessons of a bank that are nearest to a task.",
      "",
      "Lessons that say the same word for word are shown once."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:lessons were found",
      "  3:the bank has no lesson near the task",
      "  2:the command line is wrong or the file is no bank"
    })
final class BankQueryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--bank",
      required = true,
      paramLabel = "FILE",
      description = "The bank: OUT/NAME.bank.jsonl of evolve --consolidation bank.")
  private Path bank = Path.of("");

  @Option(
      names = "--top",
      defaultValue = "3",
      paramLabel = "N",
      description = "Most lessons to show. Default: ${DEFAULT-VALUE}.")
  private int top;

  @Option(names = "--json", description = "Prints the lessons as one JSON array.")
  private boolean json;

  @Parameters(arity = "1..*", paramLabel = "TEXT", description = "The task, in words.")
  private List<String> text = List.of();

  @Override
  public Integer call() throws EmbeddingException {
    if (top < 1) {
      throw usage("--top must be at least 1: " + top);
    }
    List<Hit> hits = hits();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(asJson(hits));
    } else {
      hits.forEach(hit -> print(hit, out));
    }
    out.flush();
    if (hits.isEmpty()) {
      spec.commandLine().getErr().println("the bank has no lesson near this task");
      return ExitCodes.NOTHING_TO_PUBLISH;
    }
    return ExitCodes.PUBLISHED;
  }

  private List<Hit> hits() throws EmbeddingException {
    try {
      LessonBank read = new BankFile(bank).read();
      return read.query(String.join(" ", text), new LexicalEmbedder(), top);
    } catch (IOException e) {
      throw usage("--bank: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private static void print(Hit hit, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%.2f  %s (%s, %s)%n",
        hit.similarity(),
        hit.lesson().id(),
        hit.lesson().outcome(),
        hit.lesson().place());
    hit.lesson().text().strip().lines().forEach(line -> out.println("      " + line));
    out.println();
  }

  private static String asJson(List<Hit> hits) {
    ArrayNode array = JsonMapper.builder().build().createArrayNode();
    hits.forEach(
        hit ->
            array
                .addObject()
                .put("similarity", Math.round(hit.similarity() * 1e4) / 1e4)
                .put("id", hit.lesson().id())
                .put("trajectory", hit.lesson().trajectory())
                .put("outcome", hit.lesson().outcome())
                .put("place", hit.lesson().place())
                .put("text", hit.lesson().text()));
    return array.toPrettyString();
  }

  private ParameterException usage(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
