// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.cli.cluster.OperatorOptions;
import io.trace2skill.cli.pull.Pulling.Pulled;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace2skill watch}. */
@Command(
    name = "watch",
    description = {
      "Keeps skills in a directory that agents read at their latest versions, until it is stopped.",
      "",
      "Goes on over restarts of the brokers. With --json, prints one line for each change."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:it was stopped, by SIGTERM or Ctrl-C",
      "  1:the cluster cannot be used",
      "  2:the command line is wrong"
    })
public final class WatchCommand implements Callable<Integer> {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "SKILL", description = "The skills.")
  private List<String> skills = new ArrayList<>();

  @Mixin private TargetOptions target = new TargetOptions();

  @Option(
      names = "--remove-deleted",
      description = "Removes the directory of a skill that is deleted. Otherwise it stays.")
  private boolean removeDeleted;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OperatorOptions options = new OperatorOptions();

  @Override
  public Integer call() {
    Pulling pulling = target.pulling(spec.commandLine(), skills);
    try (Cluster opened = cluster.open()) {
      Watch watch =
          new Watch(opened, skills, pulling, removeDeleted, new Printer(), System::nanoTime);
      CountDownLatch ended = new CountDownLatch(1);
      Thread hook = new Thread(() -> endCleanly(watch, ended), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        watch.run();
      } finally {
        remove(hook);
        ended.countDown();
      }
      return 0;
    }
  }

  /** A signal is how a watch ends, so it is no failure; the JVM alone would say that it was one. */
  private static void endCleanly(Watch watch, CountDownLatch ended) {
    watch.stop();
    try {
      boolean unused = ended.await(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is going down already, and the hook is what waits for this thread
    }
  }

  private final class Printer implements WatchListener {

    @Override
    public void pulled(String skill, long version, Pulled pulled) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          options.json()
              ? PullReport.json(skill, version, pulled).toString()
              : PullReport.line(skill, version, pulled));
      out.flush();
    }

    @Override
    public void tell(String message) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("trace2skill: " + message);
      err.flush();
    }
  }
}
