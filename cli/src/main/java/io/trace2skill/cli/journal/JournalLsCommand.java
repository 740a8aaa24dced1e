// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.journal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.run.DataDirectoryException;
import io.trace2skill.cli.run.RunFailedException;
import io.trace2skill.llm.Usage;
import io.trace2skill.llm.journal.JournalEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace2skill journal ls}. */
@Command(
    name = "ls",
    description = "Lists the newest entries, the newest last; struck ones are left out.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class JournalLsCommand implements Callable<Integer> {

  private static final int DIGITS = 12;
  private static final int EXCERPT = 40;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--limit",
      defaultValue = "50",
      paramLabel = "N",
      description = "Most entries to list. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--purpose",
      paramLabel = "WORD",
      description = "Only entries of calls for that purpose, for example merge.")
  private @Nullable String purpose;

  @Mixin private JournalOptions options = new JournalOptions();

  @Override
  public Integer call() throws IOException, RunFailedException, InterruptedException {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit must be at least 1: " + limit);
    }
    Newest newest = new Newest(limit);
    try {
      options.read(
          record ->
              record
                  .entry()
                  .map(entry -> Row.of(record, entry))
                  .filter(this::isWanted)
                  .ifPresentOrElse(newest::add, () -> newest.remove(record.key())));
    } catch (DataDirectoryException e) {
      throw new ParameterException(spec.commandLine(), "--data-dir: " + e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    newest.rows().forEach(row -> out.println(options.json ? json(row) : line(row)));
    out.flush();
    return 0;
  }

  private boolean isWanted(Row row) {
    return purpose == null
        || row.entry().map(entry -> entry.purpose().equals(purpose)).orElse(false);
  }

  private static String line(Row row) {
    String start =
        row.digest().substring(0, Math.min(DIGITS, row.digest().length()))
            + "  "
            + row.writtenAt().truncatedTo(ChronoUnit.SECONDS);
    return row.entry().map(entry -> start + line(entry)).orElse(start + "  cannot be read");
  }

  private static String line(JournalEntry entry) {
    Usage usage = entry.reply().usage();
    String text = Row.harmless(entry.reply().text()).strip().replaceAll("\\s+", " ");
    return String.format(
        Locale.ROOT,
        "  %-26s %-20s %,8d in %,7d out  %-10s  %s",
        Row.harmless(entry.purpose()),
        Row.harmless(entry.model()),
        usage.promptTokens(),
        usage.completionTokens(),
        entry.reply().finishReason().name().toLowerCase(Locale.ROOT),
        text.substring(0, text.offsetByCodePoints(0, excerpt(text))));
  }

  private static int excerpt(String text) {
    return Math.min(EXCERPT, text.codePointCount(0, text.length()));
  }

  private static String json(Row row) {
    ObjectNode json = JsonMapper.builder().build().createObjectNode();
    json.put("digest", row.digest()).put("writtenAt", row.writtenAt().toString());
    row.entry()
        .ifPresent(
            entry ->
                json.put("purpose", entry.purpose())
                    .put("model", entry.model())
                    .put("messages", entry.messages())
                    .put("promptChars", entry.promptChars())
                    .put("finishReason", entry.reply().finishReason().name())
                    .put("promptTokens", entry.reply().usage().promptTokens())
                    .put("completionTokens", entry.reply().usage().completionTokens())
                    .put("costMicros", entry.reply().usage().costMicros()));
    return json.toString();
  }
}
