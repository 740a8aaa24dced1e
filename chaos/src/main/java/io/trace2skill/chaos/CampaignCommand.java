// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos;

import io.trace2skill.chaos.report.JsonReport;
import io.trace2skill.chaos.report.TextReport;
import io.trace2skill.chaos.run.Campaign;
import io.trace2skill.chaos.run.CampaignResult;
import io.trace2skill.chaos.run.CampaignSettings;
import io.trace2skill.chaos.schedule.FaultSchedule;
import io.trace2skill.chaos.schedule.PlannedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code campaign}: faults for a while, then the books. */
@Command(
    name = "campaign",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Strikes a deployment of real processes and checks its books. Exit code 1 when"
            + " they do not balance.")
final class CampaignCommand implements Callable<Integer> {

  private static final int VIOLATED = 1;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "3",
      description = "Time with faults.")
  private double minutes;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the schedule.")
  private long seed;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "Mean time between two faults.")
  private double every;

  @Option(names = "--brokers", paramLabel = "N", defaultValue = "3")
  private int brokers;

  @Option(names = "--analysts", paramLabel = "N", defaultValue = "2")
  private int analysts;

  @Option(names = "--merges", paramLabel = "N", defaultValue = "2")
  private int merges;

  @Option(names = "--partitions", paramLabel = "N", defaultValue = "4")
  private int partitions;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "10",
      description = "Trajectories a second.")
  private double rate;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "32",
      description = "Most calls of an instance at a time.")
  private int inFlight;

  @Option(
      names = "--latency",
      paramLabel = "TEXT",
      defaultValue = "uniform:200,2000",
      description = "Of the model, in milliseconds.")
  private String latency = "";

  @Option(
      names = "--session",
      paramLabel = "SECONDS",
      defaultValue = "6",
      description = "Time-out of the members of a group.")
  private double session;

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      defaultValue = "180",
      description = "Longest time without progress towards the end after the last fault.")
  private double settle;

  @Option(
      names = "--journal",
      description = "The services keep a call journal, and paying twice is a violation.")
  private boolean journal;

  @Option(
      names = "--bare",
      description = "Runs the streams without the service around them, which takes any setting.")
  private boolean bare;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One more key of the services' configuration. May be repeated.")
  private Map<String, String> extra = new LinkedHashMap<>();

  @Option(names = "--plan", description = "Only prints the schedule.")
  private boolean plan;

  @Option(
      names = "--scratch",
      paramLabel = "DIR",
      description = "Where data, logs and report.json go. Default: a temporary directory.")
  private @Nullable Path scratch;

  @Override
  public Integer call() throws Exception {
    CampaignSettings settings = settings();
    List<PlannedFault> schedule =
        FaultSchedule.draw(
            seed,
            settings.length(),
            settings.every(),
            settings.instances(),
            brokers,
            settings.session());
    schedule.forEach(System.out::println);
    if (plan) {
      return 0;
    }
    System.out.println("everything is in " + settings.directory());
    CampaignResult result = new Campaign(settings, schedule, System.out::println).run();
    System.out.print(TextReport.of(result));
    JsonReport.write(result, seed, settings.directory().resolve("report.json"));
    return result.violations().isEmpty() ? 0 : VIOLATED;
  }

  private CampaignSettings settings() throws IOException {
    Path directory =
        scratch == null
            ? Files.createTempDirectory("trace2skill-chaos")
            : Files.createDirectories(scratch.toAbsolutePath());
    return new CampaignSettings(
        seed,
        seconds(minutes * 60),
        seconds(every),
        brokers,
        analysts,
        merges,
        partitions,
        rate,
        inFlight,
        latency,
        seconds(session),
        seconds(settle),
        bare,
        true,
        journal,
        extra,
        directory);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
