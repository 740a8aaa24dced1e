// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench-stage/run}: measures the asynchronous stage and what it is compared with. */
@Command(
    name = "bench-stage/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures the asynchronous stage on this machine. Each subject runs in a process of its"
            + " own, against a broker in another.")
final class StageBenchCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
  private CommandSpec spec;

  @Option(names = "--quick", description = "Small numbers, to see in a minute that it works.")
  private boolean quick;

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description =
          "Only this benchmark: throughput, concurrency, comparison, growth, idle, wake-up or"
              + " recovery. May be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes results.json and charts there.")
  private @Nullable Path out;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description =
          "For the broker's data, states and logs, some GB; kept. Default: a temporary directory"
              + " that is deleted.")
  private @Nullable Path scratch;

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new StageBenchCommand()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<Benchmark> chosen = chosen();
    if (out != null) {
      Files.createDirectories(out);
    }
    Report report = new Report(System.out, Optional.ofNullable(out));
    Machine.describe().forEach((name, value) -> report.progress(name + ": " + value));
    try (Scratch files = Scratch.of(Optional.ofNullable(scratch))) {
      int failures = 0;
      for (Benchmark benchmark : chosen) {
        failures += run(benchmark, files.directory(benchmark.name()), report) ? 0 : 1;
        report.writeJson();
      }
      return failures == 0 ? 0 : 1;
    }
  }

  /** A broker for each benchmark, so that none suffers from what another left. */
  private static boolean run(Benchmark benchmark, Path directory, Report report) {
    report.progress(benchmark.name() + ": " + benchmark.question());
    try (Lab lab = Lab.open(directory)) {
      benchmark.run(lab, report);
      report.table(benchmark.name());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      report.progress(benchmark.name() + " FAILED: " + e);
      report.table(benchmark.name());
      return false;
    }
  }

  private List<Benchmark> chosen() {
    List<Benchmark> all = Benchmarks.all(quick);
    if (only.isEmpty()) {
      return all;
    }
    List<Benchmark> chosen = new ArrayList<>();
    for (String name : only) {
      chosen.add(
          all.stream()
              .filter(benchmark -> benchmark.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(), "--case: no benchmark is called " + name)));
    }
    return chosen;
  }
}
