// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.bank.Lesson;
import io.trace2skill.cli.run.EvolveResult.Counts;
import io.trace2skill.cli.run.EvolveResult.Ending;
import io.trace2skill.cli.run.EvolveResult.Timings;
import io.trace2skill.llm.Usage;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Makes the result of a run from what the topics tell. */
final class ResultMaker {

  private final Source source;
  private final TopicView view;
  private final Settlement settlement;

  ResultMaker(Source source, TopicView view, Settlement settlement) {
    this.source = source;
    this.view = view;
    this.settlement = settlement;
  }

  /**
   * @param last the window that made the latest version, or else the one that ended last
   * @param versionBefore the latest version before this run learned anything
   * @param lessons what goes into a bank
   * @param analyst fingerprint of what did the analyses; empty when none was done
   * @param merger fingerprint of what did the merges
   */
  EvolveResult make(
      Optional<SettledWindow> last,
      OptionalLong versionBefore,
      List<Lesson> lessons,
      String analyst,
      String merger,
      Timings timings) {
    List<SettledWindow> windows = settlement.windows(view.versions());
    Counts counts = counts(windows);
    Optional<SkillSnapshot> published =
        last.flatMap(window -> Optional.ofNullable(window.getVersion())).flatMap(view::version);
    return new EvolveResult(
        counts,
        view.books().endings(),
        view.letters(),
        windows,
        published.map(latest -> made(latest, versionBefore)).orElse(List.of()),
        lessons,
        published.isPresent() || !lessons.isEmpty()
            ? Optional.empty()
            : Optional.of(reason(last, counts)),
        published
            .map(latest -> before(made(latest, versionBefore).get(0)))
            .orElseGet(() -> new SkillDirectory(new TreeMap<>())),
        analyst,
        merger,
        view.books().usage(),
        windows.stream()
            .map(window -> Usages.of(window.getSummary().getMergeUsage()))
            .reduce(Usage.NONE, Usage::plus),
        timings);
  }

  private Counts counts(List<SettledWindow> windows) {
    Books books = view.books();
    long refused =
        view.letters().stream().map(DeadLetter::stage).filter(ResultMaker::isRefusal).count();
    return new Counts(
        source.inTopic() + source.rejections() + source.duplicates(),
        books.accepted(),
        books.patched(),
        books.unverified(),
        books.noLesson(),
        books.failed(),
        refused,
        books.pending(),
        windows.stream().mapToLong(window -> window.getSummary().getLate()).sum(),
        source.duplicates());
  }

  /** A failed analysis has a dead letter too, but is in the books of what was accepted. */
  private static boolean isRefusal(String stage) {
    return stage.equals("import") || stage.equals("decode");
  }

  /** A run that finds its work done tells of the version that an earlier one made. */
  private List<SkillSnapshot> made(SkillSnapshot latest, OptionalLong versionBefore) {
    long first = Math.min(latest.getVersion(), versionBefore.orElse(0) + 1);
    return view.versions().stream()
        .filter(version -> version.getVersion() >= first)
        .filter(version -> version.getVersion() <= latest.getVersion())
        .toList();
  }

  private SkillDirectory before(SkillSnapshot first) {
    return Optional.ofNullable(first.getParentVersion())
        .flatMap(view::version)
        .map(parent -> SkillRecords.toDirectory(parent.getFiles()))
        .orElseGet(() -> new SkillDirectory(new TreeMap<>()));
  }

  private String reason(Optional<SettledWindow> last, Counts counts) {
    if (counts.accepted() == 0) {
      return counts.read() == 0
          ? "the inputs hold no trajectory"
          : "none of the %d records that were read could be used; the report says why"
              .formatted(counts.read());
    }
    String reason = last.map(SettledWindow::getReason).orElse("no window was open");
    return reason + mostFrequentReason();
  }

  private String mostFrequentReason() {
    Map<String, Long> reasons =
        view.books().endings().stream()
            .filter(ending -> !ending.reason().isEmpty())
            .collect(groupingBy(Ending::reason, TreeMap::new, counting()));
    return reasons.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> "; most often (%d): %s".formatted(most.getValue(), most.getKey()))
        .orElse("");
  }
}
