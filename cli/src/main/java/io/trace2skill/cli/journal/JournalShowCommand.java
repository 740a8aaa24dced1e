// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.cli.run.DataDirectoryException;
import io.trace2skill.cli.run.RunFailedException;
import io.trace2skill.journal.JournalRecord;
import io.trace2skill.llm.Usage;
import io.trace2skill.llm.journal.JournalEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace2skill journal show}. */
@Command(
    name = "show",
    description = "Shows an entry: which call it was, what it cost, and the whole reply.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class JournalShowCommand implements Callable<Integer> {

  private static final int MICRO_DIGITS = 6;
  private static final int FAILURE = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private JournalOptions options = new JournalOptions();

  @Parameters(
      paramLabel = "DIGEST",
      description = "The digest, as ls lists it, or as many first digits as tell it apart.")
  private String digest = "";

  @Override
  public Integer call() throws IOException, RunFailedException, InterruptedException {
    if (!digest.matches("[0-9a-fA-F]+")) {
      throw usage("a digest has hexadecimal digits only: " + digest);
    }
    Map<String, JournalRecord> found = found(digest.toLowerCase(Locale.ROOT));
    if (found.size() > 1) {
      throw usage("several digests begin so: " + String.join(", ", found.keySet()));
    }
    if (found.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("trace2skill: no entry begins with " + digest + "; journal ls lists them");
      return FAILURE;
    }
    show(found.values().iterator().next());
    return 0;
  }

  private Map<String, JournalRecord> found(String beginning)
      throws IOException, RunFailedException, InterruptedException {
    Map<String, JournalRecord> found = new TreeMap<>();
    try {
      options.read(
          record -> {
            if (record.key().startsWith(beginning)) {
              if (record.entry().isPresent()) {
                found.put(record.key(), record);
              } else {
                found.remove(record.key());
              }
            }
          });
      return found;
    } catch (DataDirectoryException e) {
      throw new ParameterException(spec.commandLine(), "--data-dir: " + e.getMessage(), e);
    }
  }

  private void show(JournalRecord record) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    byte[] bytes = record.entry().orElseThrow();
    if (options.json) {
      out.println(new String(bytes, UTF_8));
    } else {
      print(record, JournalEntry.read(bytes), out);
    }
    out.flush();
  }

  private static void print(JournalRecord record, JournalEntry entry, PrintWriter out) {
    Usage usage = entry.reply().usage();
    out.println("digest    " + record.key());
    out.println("written   " + record.writtenAt());
    out.println("purpose   " + Row.harmless(entry.purpose()));
    out.println("model     " + Row.harmless(entry.model()));
    out.printf(
        Locale.ROOT,
        "request   %,d messages, %,d characters; the last one begins:%n%s%n%n",
        entry.messages(),
        entry.promptChars(),
        Row.harmless(entry.lastMessage()).indent(4).stripTrailing());
    out.printf(
        Locale.ROOT,
        "cost      %,d calls, %,d prompt tokens (%,d cached), %,d completion tokens, %s%n",
        usage.calls(),
        usage.promptTokens(),
        usage.cachedPromptTokens(),
        usage.completionTokens(),
        BigDecimal.valueOf(usage.costMicros(), MICRO_DIGITS).toPlainString());
    out.println("finished  " + entry.reply().finishReason().name().toLowerCase(Locale.ROOT));
    entry
        .reply()
        .toolCalls()
        .forEach(
            call -> out.println("calls     " + Row.harmless(call.name() + " " + call.arguments())));
    out.println();
    out.println(Row.harmless(entry.reply().text()));
  }

  private ParameterException usage(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
