// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import io.trace2skill.fakemodel.Lesson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/run}: runs the cases and prints a table. */
@Command(
    name = "bench/run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures evolve --engine llm against a fake model server on this machine.")
final class BenchCommand implements Callable<Integer> {

  @Option(names = "--launcher", required = true, hidden = true)
  private Path launcher = Path.of("trace2skill");

  @Option(names = "--quick", description = "Small cases, to see in a minute that it works.")
  private boolean quick;

  @Option(
      names = "--case",
      paramLabel = "N@LATENCY",
      description =
          "A case of your own instead, such as 500@lognormal:2000,0.6, 500@fixed:200 or"
              + " 500@uniform:100,300. May be repeated.")
  private List<String> own = new ArrayList<>();

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "128",
      description = "Most requests at a time in --case. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "Runs of each case. Default: ${DEFAULT-VALUE}.")
  private int repeat;

  @Option(
      names = "--wordings",
      paramLabel = "1|2|3",
      defaultValue = "" + Lesson.WORDINGS,
      description =
          "In how many ways the model tells the same lesson. With 1, merging has little to"
              + " decide. Default: ${DEFAULT-VALUE}.")
  private int wordings;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the trajectories, latencies and lessons. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--reference-only", description = "Runs only the shape of the reference.")
  private boolean referenceOnly;

  @Option(
      names = "--option",
      paramLabel = "TEXT",
      description = "One more word for the command line of evolve. May be repeated.")
  private List<String> options = new ArrayList<>();

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description = "Where inputs, outputs and logs stay. Default: a temporary directory.")
  private @Nullable Path scratch;

  /** Runs the command. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BenchCommand()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path directory =
        scratch == null
            ? Files.createTempDirectory("trace2skill-bench")
            : Files.createDirectories(scratch.toAbsolutePath());
    Rig rig = new Rig(launcher, options, wordings, seed, directory);
    System.out.print(ResultTable.head());
    for (BenchCase what : cases()) {
      for (int i = 0; i < repeat; i++) {
        List<Measurement> runs = new ArrayList<>();
        runs.add(rig.reference(what));
        if (!referenceOnly) {
          runs.add(rig.project(what));
        }
        System.out.print(ResultTable.lines(what, runs));
      }
    }
    return 0;
  }

  private List<BenchCase> cases() {
    if (own.isEmpty()) {
      return quick ? BenchCase.quick() : BenchCase.all();
    }
    return own.stream().map(this::parsed).toList();
  }

  private BenchCase parsed(String text) {
    int at = text.indexOf('@');
    if (at < 1) {
      throw new IllegalArgumentException("--case: expected N@LATENCY: " + text);
    }
    return BenchCase.of(Integer.parseInt(text.substring(0, at)), text.substring(at + 1), inFlight);
  }
}
