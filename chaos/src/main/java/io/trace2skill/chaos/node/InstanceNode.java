// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.node;

import io.trace2skill.analyst.Analyst;
import io.trace2skill.analyst.llm.ErrorAnalysisMode;
import io.trace2skill.analyst.llm.LlmAnalyst;
import io.trace2skill.analyst.llm.LlmAnalystSettings;
import io.trace2skill.analyst.rules.RulesAnalyst;
import io.trace2skill.analyst.topology.AnalystConfig;
import io.trace2skill.analyst.topology.AnalystStreams;
import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.http.LlmClients;
import io.trace2skill.llm.http.LlmListener;
import io.trace2skill.llm.http.LlmSettings;
import io.trace2skill.merge.MergeConfig;
import io.trace2skill.merge.MergeEngine;
import io.trace2skill.merge.MergeStreams;
import io.trace2skill.merge.RulesMergeEngine;
import io.trace2skill.merge.WindowPolicy;
import io.trace2skill.merge.llm.LlmMergeEngine;
import io.trace2skill.merge.llm.MergerSettings;
import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.Topics;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One instance of a stream without the service around it. Unlike the service it takes every setting
 * of Kafka Streams, also those that break the promises, so that a campaign can show that it
 * notices.
 */
public final class InstanceNode {

  private static final String KAFKA = "kafka.";

  private final Properties settings;

  private InstanceNode(Properties settings) {
    this.settings = settings;
  }

  /** Runs {@code analyst} or {@code merge}, then {@code --config FILE}, until SIGTERM. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Properties settings = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of(args[2]))) {
      settings.load(file);
    }
    InstanceNode node = new InstanceNode(settings);
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean failed = new AtomicBoolean();
    AutoCloseable streams =
        args[0].equals("analyst") ? node.analyst(end, failed) : node.merge(end, failed);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  end.countDown();
                  await(closed);
                }));
    end.await();
    try {
      streams.close();
    } catch (Exception e) {
      throw new IllegalStateException("the streams do not close", e);
    } finally {
      closed.countDown();
    }
    if (failed.get()) {
      System.exit(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private AnalystStreams analyst(CountDownLatch end, AtomicBoolean failed) {
    AnalystConfig config =
        AnalystConfig.defaults()
            .withMaxInFlight(Integer.parseInt(text("in.flight")))
            .withTimeout(Duration.ofHours(24));
    AnalystStreams streams = new AnalystStreams(config, topics(), registry(), analysing(), kafka());
    streams.start(cause -> failed(cause, end, failed));
    return streams;
  }

  private MergeStreams merge(CountDownLatch end, AtomicBoolean failed) {
    WindowPolicy windows =
        new WindowPolicy(
            Optional.empty(),
            Duration.ZERO,
            Optional.empty(),
            Optional.of(Integer.parseInt(text("window.max.patches"))),
            1,
            Duration.ofHours(24));
    MergeConfig config = MergeConfig.defaults(windows).withCallTimeout(Duration.ofHours(24));
    MergeStreams streams = new MergeStreams(config, topics(), registry(), merging(), kafka());
    streams.start(cause -> failed(cause, end, failed));
    return streams;
  }

  private static void failed(Throwable cause, CountDownLatch end, AtomicBoolean failed) {
    cause.printStackTrace();
    failed.set(true);
    end.countDown();
  }

  private Analyst analysing() {
    if (text("engine").equals("rules")) {
      return new RulesAnalyst();
    }
    return new LlmAnalyst(
        client(),
        LlmAnalystSettings.of(model()).withErrorAnalysis(ErrorAnalysisMode.SINGLE_CALL),
        Optional.empty(),
        trajectory -> {
          throw new IllegalStateException("one call needs no workspace");
        },
        Executors.newFixedThreadPool(
            2,
            work -> {
              Thread thread = new Thread(work, "analyst");
              thread.setDaemon(true);
              return thread;
            }));
  }

  private MergeEngine merging() {
    return text("engine").equals("rules")
        ? new RulesMergeEngine()
        : new LlmMergeEngine(client(), model(), Optional.empty(), MergerSettings.defaults());
  }

  private ChatClient client() {
    return LlmClients.create(LlmSettings.of(text("llm.base.url")), LlmListener.NONE);
  }

  private ModelSettings model() {
    return ModelSettings.of(text("llm.model"));
  }

  private Topics topics() {
    return new Topics(text("topic.prefix"));
  }

  private SchemaRegistry registry() {
    return SchemaRegistry.open(URI.create(text("schema.registry.url")));
  }

  private Map<String, Object> kafka() {
    Map<String, Object> kafka = new HashMap<>();
    settings.stringPropertyNames().stream()
        .filter(name -> name.startsWith(KAFKA))
        .forEach(name -> kafka.put(name.substring(KAFKA.length()), text(name)));
    kafka.put("bootstrap.servers", text("bootstrap.servers"));
    kafka.put("state.dir", text("state.dir"));
    String id = settings.getProperty("instance.id");
    if (id != null) {
      kafka.put("consumer.group.instance.id", id);
    }
    return kafka;
  }

  private String text(String key) {
    String value = settings.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException("the configuration lacks " + key);
    }
    return value;
  }
}
