// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos;

import io.trace2skill.chaos.run.CampaignSettings;
import io.trace2skill.chaos.run.Restarts;
import io.trace2skill.chaos.run.Restarts.Sample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code restarts}: how long results stay away. */
@Command(
    name = "restarts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures restarts, the take-over by another host, and instances that join and leave.")
final class RestartsCommand implements Callable<Integer> {

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "3",
      description = "Of each restart. Default: ${DEFAULT-VALUE}.")
  private int repeat;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "Trajectories a second. Default: ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--latency",
      paramLabel = "TEXT",
      defaultValue = "fixed:200",
      description = "Of the model, in milliseconds. Default: ${DEFAULT-VALUE}.")
  private String latency = "";

  @Option(
      names = "--session",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Time-out of the members of a group. Default: ${DEFAULT-VALUE}.")
  private int session;

  @Option(
      names = "--dynamic",
      description = "Instances without an instance.id, which leave the group when they stop.")
  private boolean dynamic;

  @Option(
      names = "--bare",
      description = "Runs the streams without the service around them, which takes any setting.")
  private boolean bare;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One more key of the services' configuration. May be repeated.")
  private Map<String, String> extra = new LinkedHashMap<>();

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description = "Where data and logs go. Default: a temporary directory.")
  private @Nullable Path scratch;

  @Override
  public Integer call() throws Exception {
    List<Sample> samples = new Restarts(settings(), repeat, System.out::println).run();
    System.out.printf("%n| %-36s | recovery | longest gap |%n| --- | --- | --- |%n", "what");
    samples.forEach(RestartsCommand::print);
    return 0;
  }

  private static void print(Sample sample) {
    System.out.printf(
        Locale.ROOT,
        "| %-36s | %s | %.1f s |%n",
        sample.what(),
        sample
            .recovery()
            .map(time -> String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3))
            .orElse("-"),
        sample.gap().toMillis() / 1e3);
  }

  private CampaignSettings settings() throws java.io.IOException {
    Path directory =
        scratch == null
            ? Files.createTempDirectory("trace2skill-restarts")
            : Files.createDirectories(scratch.toAbsolutePath());
    return new CampaignSettings(
        1,
        Duration.ZERO,
        Duration.ofSeconds(1),
        1,
        1,
        1,
        4,
        rate,
        64,
        latency,
        Duration.ofSeconds(session),
        Duration.ZERO,
        bare,
        !dynamic,
        false,
        extra,
        directory);
  }
}
