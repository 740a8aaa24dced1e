// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillFileRecord;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.WindowSummary;
import io.trace2skill.cli.report.Report.Basis;
import io.trace2skill.cli.report.Report.Counts;
import io.trace2skill.cli.report.Report.Dropped;
import io.trace2skill.cli.report.Report.FileEntry;
import io.trace2skill.cli.report.Report.LearnedEdit;
import io.trace2skill.cli.report.Report.Letter;
import io.trace2skill.cli.report.Report.Result;
import io.trace2skill.cli.report.Report.Settings;
import io.trace2skill.cli.report.Report.Snapshot;
import io.trace2skill.cli.report.Report.Timings;
import io.trace2skill.cli.report.Report.TrajectoryEnd;
import io.trace2skill.cli.report.Report.Window;
import io.trace2skill.cli.run.EvolveResult;
import io.trace2skill.cli.run.EvolveSettings;
import io.trace2skill.cli.run.Usages;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the report of a run. */
public final class ReportMaker {

  private final String tool;

  /**
   * @param tool name and version of this program
   */
  public ReportMaker(String tool) {
    this.tool = tool;
  }

  /**
   * Returns the report of a run.
   *
   * @param now when the report is written
   */
  public Report make(EvolveSettings settings, EvolveResult result, Instant now) {
    List<Window> windows =
        result.windows().stream().map(window -> window(window, settings.fanIn())).toList();
    return new Report(
        Report.VERSION,
        tool,
        settings.skill(),
        result.published().isPresent() ? Result.PUBLISHED : Result.NOTHING,
        result.nothingBecause().or(() -> bank(result)).orElse(null),
        now.toString(),
        counts(result.counts()),
        windows,
        windows.isEmpty() ? List.of() : windows.get(windows.size() - 1).mergesByLevel(),
        edits(result),
        dropped(result).map(ReportMaker::dropped).toList(),
        result.published().map(ReportMaker::snapshot).orElse(null),
        result.made().stream().flatMap(version -> version.getNotes().stream()).toList(),
        settings.engine().name(),
        result.analyst(),
        result.merger(),
        settings(settings),
        ModelUses.model(result),
        timings(result.timings()),
        result.letters().stream()
            .limit(Report.MAX_LISTED)
            .map(
                letter ->
                    new Letter(letter.reason(), letter.stage(), letter.cause(), letter.origin()))
            .toList(),
        result.endings().stream().map(ReportMaker::end).toList());
  }

  private static TrajectoryEnd end(EvolveResult.Ending ending) {
    return new TrajectoryEnd(
        ending.trajectoryId(),
        ending.outcome(),
        ending.result(),
        ending.reason(),
        ending.unverified(),
        ModelUses.ofAny(ending.usage()));
  }

  private static Optional<String> bank(EvolveResult result) {
    return result.lessons().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no skill was to be made: %d lessons went to the bank"
                .formatted(result.lessons().size()));
  }

  private static Counts counts(EvolveResult.Counts counts) {
    return new Counts(
        counts.read(),
        counts.accepted(),
        counts.patched(),
        counts.unverified(),
        counts.noLesson(),
        counts.failed(),
        counts.deadLettered(),
        counts.pending(),
        counts.late(),
        counts.duplicates());
  }

  private static Settings settings(EvolveSettings settings) {
    return new Settings(
        settings.signals().wireName(),
        settings.fanIn(),
        settings.minSupport(),
        settings.inFlight(),
        settings.format().wireName(),
        settings.engine().identity());
  }

  private static Timings timings(EvolveResult.Timings timings) {
    Double first =
        timings.firstAnalysis().isPresent() ? timings.firstAnalysis().getAsDouble() : null;
    return new Timings(
        timings.startup(),
        first,
        timings.read(),
        timings.analyse(),
        timings.merge(),
        timings.total());
  }

  private static Window window(SettledWindow settled, int fanIn) {
    WindowSummary summary = settled.getSummary();
    return new Window(
        summary.getWindow(),
        summary.getOpenedAt().toString(),
        summary.getClosedBy(),
        summary.getPatched(),
        summary.getNoLesson(),
        summary.getFailed(),
        summary.getLate(),
        List.copyOf(summary.getMergesByLevel()),
        fanIn,
        summary.getDeterministicFallbacks(),
        summary.getUnverified(),
        ModelUses.ofAny(Usages.of(summary.getAnalysisUsage())),
        ModelUses.ofAny(Usages.of(summary.getMergeUsage())),
        settled.getVersion(),
        settled.getReason());
  }

  /** Stable: edits with the same support keep the canonical order of the version. */
  private static List<LearnedEdit> edits(EvolveResult result) {
    return result.made().stream()
        .flatMap(
            version ->
                version.getEdits().stream()
                    .map(record -> SkillRecords.toSourcedEdit(record, version.getTrajectories())))
        .map(ReportMaker::learned)
        .sorted(Comparator.comparingInt(LearnedEdit::support).reversed())
        .toList();
  }

  private static LearnedEdit learned(SourcedEdit sourced) {
    Edit edit = sourced.edit();
    List<String> support = List.copyOf(sourced.support());
    return new LearnedEdit(
        edit.file(),
        section(edit),
        edit.op().wireName(),
        edit.content().orElse(""),
        support.size(),
        support,
        ground(edit),
        otherWordings(sourced));
  }

  private static List<String> otherWordings(SourcedEdit sourced) {
    String applied = sourced.edit().content().orElse("");
    return sourced.variants().stream()
        .skip(1)
        .map(variant -> variant.edit().content().orElse(""))
        .filter(text -> !text.equals(applied))
        .distinct()
        .toList();
  }

  private static Stream<DroppedEdit> dropped(EvolveResult result) {
    if (!result.made().isEmpty()) {
      return result.made().stream()
          .flatMap(
              version ->
                  version.getDropped().stream()
                      .map(drop -> SkillRecords.toDroppedEdit(drop, version.getTrajectories())));
    }
    Optional<SettledWindow> last = result.windows().stream().reduce((older, newer) -> newer);
    return last.stream()
        .flatMap(
            window ->
                window.getDropped().stream()
                    .map(drop -> SkillRecords.toDroppedEdit(drop, window.getTrajectories())));
  }

  private static Dropped dropped(DroppedEdit drop) {
    Edit edit = drop.edit().edit();
    List<String> support = List.copyOf(drop.edit().support());
    return new Dropped(
        drop.reason().wireName(),
        drop.detail(),
        edit.file(),
        section(edit),
        edit.op().wireName(),
        edit.content().orElse(""),
        support.size(),
        support,
        ground(edit));
  }

  private static @Nullable String section(Edit edit) {
    return edit.targetSection().or(edit::afterSection).orElse(null);
  }

  private static @Nullable Basis ground(Edit edit) {
    return edit.ground().map(ground -> new Basis(ground.kind(), ground.signature())).orElse(null);
  }

  private static Snapshot snapshot(SkillSnapshot snapshot) {
    boolean fromScratch = snapshot.getParentVersion() == null;
    return new Snapshot(
        snapshot.getVersion(),
        snapshot.getDigest(),
        fromScratch ? null : snapshot.getBaseDigest(),
        snapshot.getParentVersion(),
        snapshot.getCreatedAt().toString(),
        snapshot.getFiles().stream().map(ReportMaker::file).toList());
  }

  private static FileEntry file(SkillFileRecord file) {
    String content = Objects.requireNonNull(file.getContent());
    return new FileEntry(
        file.getPath(), content.getBytes(UTF_8).length, content.lines().count(), file.getSha256());
  }
}
