// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/** Knows what keeps a process from its work. Thread-safe. */
final class Health {

  private volatile Optional<String> waiting = Optional.of("the service is starting");
  private volatile Optional<StreamsInstance> instance = Optional.empty();

  /** Nothing runs, for that reason. */
  void waitsFor(String reason) {
    waiting = Optional.of(reason);
  }

  /** The streams of that instance run from now on. */
  void runs(StreamsInstance started) {
    instance = Optional.of(started);
    waiting = Optional.empty();
  }

  /** They do so no more. */
  void runsNoMore(String reason) {
    waiting = Optional.of(reason);
    instance = Optional.empty();
  }

  List<String> missing() {
    List<String> missing = new ArrayList<>();
    waiting.ifPresent(missing::add);
    instance.ifPresent(
        streams -> {
          KafkaStreams.State state = streams.kafkaStreams().state();
          if (state != KafkaStreams.State.RUNNING) {
            missing.add("the streams are " + state + ", not RUNNING");
          }
          missing.addAll(streams.missing());
        });
    return missing;
  }
}
