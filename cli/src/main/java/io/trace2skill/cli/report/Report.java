// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.trace2skill.avro.SettledWindow;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.avro.WindowSummary;
import io.trace2skill.cli.run.EvolveResult;
import io.trace2skill.cli.run.EvolveResult.Counts;
import io.trace2skill.cli.run.EvolveResult.Unread;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run has to say. Its JSON is documented in {@code docs/report.md}.
 *
 * @param reportVersion changes when a reader has to
 * @param nothingBecause why no version was published
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Report(
    int reportVersion,
    String skill,
    Counts counts,
    List<Window> windows,
    List<Integer> mergesByLevel,
    List<LearnedEdit> edits,
    List<Dropped> dropped,
    List<Unread> deadLetters,
    Optional<Snapshot> snapshot,
    Optional<String> nothingBecause,
    List<String> notes,
    String engine,
    Model model,
    Map<String, Double> timings,
    @JsonIgnore Optional<SkillDirectory> base,
    @JsonIgnore Optional<SkillDirectory> evolved) {

  static final int VERSION = 1;

  /** A window that the run closed. */
  public record Window(
      long window,
      String closedBy,
      long patched,
      long noLesson,
      long failed,
      long late,
      List<Integer> mergesByLevel,
      int deterministicFallbacks,
      Optional<Long> version,
      Optional<String> reason) {}

  /** An edit that is in the skill, with the distinct trajectories that it rests on. */
  public record LearnedEdit(
      String file,
      Optional<String> section,
      String op,
      String text,
      int support,
      List<String> trajectories,
      Optional<Observation> ground) {}

  /** What an edit rests on. */
  public record Observation(String kind, String signature) {}

  /** An edit that is not in the skill. */
  public record Dropped(
      String reason,
      String detail,
      String file,
      String op,
      String text,
      int support,
      List<String> trajectories) {}

  /** The version that was published. */
  public record Snapshot(long version, String digest, Optional<String> base, List<String> files) {}

  /** What calls to a model came to; all zero for the rules engine, which makes none. */
  public record Model(long calls, long promptBytes, long completionBytes, long retries) {}

  /** Returns the report of a run. */
  public static Report of(EvolveResult result) {
    Optional<SkillSnapshot> snapshot = result.snapshot();
    return new Report(
        VERSION,
        result.skill(),
        result.counts(),
        result.window().filter(w -> w.getSummary().getWindow() > 0).map(Report::window).stream()
            .toList(),
        snapshot.map(s -> s.getWindow().getMergesByLevel()).orElse(List.of()),
        snapshot.map(Report::edits).orElse(List.of()),
        dropped(result).map(Report::dropped).toList(),
        result.deadLetters(),
        snapshot.map(Report::snapshot),
        result.nothingBecause(),
        snapshot.map(SkillSnapshot::getNotes).orElse(List.of()),
        result.engine(),
        new Model(0, 0, 0, 0),
        result.timings(),
        result.base(),
        snapshot.map(s -> SkillRecords.toDirectory(s.getFiles())));
  }

  /** Returns the report as JSON, indented. */
  public String toJson() {
    ObjectMapper mapper =
        new ObjectMapper()
            .registerModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT);
    try {
      return mapper.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is made of records, texts and numbers", e);
    }
  }

  private static Window window(SettledWindow settled) {
    WindowSummary summary = settled.getSummary();
    return new Window(
        summary.getWindow(),
        summary.getClosedBy(),
        summary.getPatched(),
        summary.getNoLesson(),
        summary.getFailed(),
        summary.getLate(),
        summary.getMergesByLevel(),
        summary.getDeterministicFallbacks(),
        Optional.ofNullable(settled.getVersion()),
        Optional.ofNullable(settled.getReason()));
  }

  private static List<LearnedEdit> edits(SkillSnapshot snapshot) {
    return snapshot.getEdits().stream()
        .map(record -> SkillRecords.toSourcedEdit(record, snapshot.getTrajectories()))
        .map(Report::learned)
        .toList();
  }

  private static LearnedEdit learned(SourcedEdit sourced) {
    Edit edit = sourced.edit();
    List<String> support = List.copyOf(sourced.support());
    return new LearnedEdit(
        edit.file(),
        edit.targetSection().or(edit::afterSection),
        edit.op().wireName(),
        edit.content().orElse(""),
        support.size(),
        support,
        edit.ground().map(ground -> new Observation(ground.kind(), ground.signature())));
  }

  private static Stream<DroppedEdit> dropped(EvolveResult result) {
    if (result.snapshot().isPresent()) {
      SkillSnapshot snapshot = result.snapshot().get();
      return snapshot.getDropped().stream()
          .map(record -> SkillRecords.toDroppedEdit(record, snapshot.getTrajectories()));
    }
    return result.window().stream()
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
        edit.op().wireName(),
        edit.content().orElse(""),
        support.size(),
        support);
  }

  private static Snapshot snapshot(SkillSnapshot snapshot) {
    return new Snapshot(
        snapshot.getVersion(),
        snapshot.getDigest(),
        Optional.ofNullable(snapshot.getBaseDigest()),
        snapshot.getFiles().stream().map(file -> file.getPath()).toList());
  }
}
