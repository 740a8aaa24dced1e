// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trace2skill.fakemodel.CallRecord;
import io.trace2skill.fakemodel.FakeModelServer;
import io.trace2skill.fakemodel.FakeModelSettings;
import io.trace2skill.fakemodel.LessonModel;
import io.trace2skill.fakemodel.PurposeMarker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs pipelines, each in its own process, against a model server in this one. */
final class Rig {

  private final Path launcher;
  private final List<String> extraOptions;
  private final int wordings;
  private final long seed;
  private final Path scratch;

  /**
   * @param launcher of the project
   * @param extraOptions for its command line
   * @param wordings in how many ways the model tells a lesson
   * @param scratch directory for inputs and outputs
   */
  Rig(Path launcher, List<String> extraOptions, int wordings, long seed, Path scratch) {
    this.launcher = launcher;
    this.extraOptions = List.copyOf(extraOptions);
    this.wordings = wordings;
    this.seed = seed;
    this.scratch = scratch;
  }

  /** Runs the reference pipeline's shape. */
  Measurement reference(BenchCase what) throws IOException, InterruptedException {
    try (FakeModelServer server = server(what)) {
      List<String> command =
          List.of(
              ProcessHandle.current().info().command().orElse("java"),
              "-Xmx1g",
              "-XX:+UseSerialGC",
              "-cp",
              System.getProperty("java.class.path"),
              ReferencePipeline.class.getName(),
              server.baseUrl().toString(),
              trajectories(what).toString(),
              SyntheticSkill.write(scratch).toString(),
              String.valueOf(what.inFlight()));
      Duration cpu = ChildProcess.run(command, Map.of(), scratch.resolve("reference.log"));
      List<CallRecord> calls = server.log().records();
      Instant end = calls.get(calls.size() - 1).answered();
      for (CallRecord call : calls) {
        end = call.answered().isAfter(end) ? call.answered() : end;
      }
      return kept(Measurement.of("reference shape", calls, end, cpu, what.inFlight()), what);
    }
  }

  /** Runs this project. */
  Measurement project(BenchCase what) throws IOException, InterruptedException {
    Path out = Files.createTempDirectory(scratch, "out");
    try (FakeModelServer server = server(what)) {
      Map<String, String> environment =
          Map.of("OPENAI_BASE_URL", server.baseUrl().toString(), "OPENAI_API_KEY", "none");
      Duration cpu =
          ChildProcess.run(command(what, out), environment, scratch.resolve("project.log"));
      Measurement run =
          Measurement.of(
              "trace2skill", server.log().records(), publishedAt(out), cpu, what.inFlight());
      return kept(run, what);
    }
  }

  private Measurement kept(Measurement run, BenchCase what) throws IOException {
    String name = "calls " + what.name() + " " + run.pipeline() + ".csv";
    CallFile.write(scratch.resolve(name.replaceAll("[^a-z0-9.]+", "-")), run.calls());
    return run;
  }

  private List<String> command(BenchCase what, Path out) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(launcher.toString(), "evolve"));
    command.addAll(List.of("--trajectories", trajectories(what).toString()));
    command.addAll(List.of("--skill", SyntheticSkill.NAME));
    command.addAll(List.of("--base", SyntheticSkill.write(scratch).toString()));
    command.addAll(List.of("--out", out.toString(), "--quiet"));
    command.addAll(List.of("--engine", "llm", "--model", "fake"));
    command.addAll(List.of("--error-analysis", "single-call"));
    command.addAll(List.of("--in-flight", String.valueOf(what.inFlight())));
    command.addAll(extraOptions);
    return command;
  }

  /** Closing everything takes a second or two more, which is not waited for by who reads skills. */
  private static Instant publishedAt(Path out) throws IOException {
    JsonNode report =
        JsonMapper.builder().build().readTree(Files.readString(out.resolve("report.json")));
    if (!report.path("result").asText().equals("published")) {
      throw new IOException("nothing was published: " + report.path("reason").asText());
    }
    return Instant.parse(report.path("snapshot").path("createdAt").asText());
  }

  private FakeModelServer server(BenchCase what) {
    List<PurposeMarker> markers = new ArrayList<>(ReferencePrompts.MARKERS);
    markers.addAll(FakeModelSettings.plain().markers());
    FakeModelSettings settings =
        FakeModelSettings.plain()
            .withSeed(seed)
            .withLatency(what.latency())
            .withMarkers(markers.toArray(new PurposeMarker[0]));
    return FakeModelServer.start(settings, new ReferenceModel(new LessonModel(wordings)));
  }

  private Path trajectories(BenchCase what) throws IOException {
    Path file = scratch.resolve("trajectories-" + what.trajectories() + ".jsonl");
    if (!Files.exists(file)) {
      new SyntheticTrajectories(seed).write(file, what.trajectories());
    }
    return file;
  }
}
