// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import static java.util.stream.Collectors.joining;

import io.trace2skill.cli.replay.EvolutionEntry.State;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Enters an evolution into the catalogue, or finds the one that is to be gone on with. */
final class Beginning {

  private final ReplaySettings settings;
  private final Live live;
  private final Catalogue catalogue;
  private final Admin admin;

  Beginning(ReplaySettings settings, Live live, Catalogue catalogue, Admin admin) {
    this.settings = settings;
    this.live = live;
    this.catalogue = catalogue;
    this.admin = admin;
  }

  /**
   * Returns the evolution's entry.
   *
   * @throws EvolutionException when it belongs to other settings, or there is no log
   */
  EvolutionEntry begin() throws EvolutionException, ExecutionException, InterruptedException {
    Optional<EvolutionEntry> known = catalogue.find(settings.evolution());
    if (known.isPresent()) {
      requireSame(known.get());
      return known.get();
    }
    String log = settings.source().topic(live.topics());
    if (!admin.listTopics().names().get().contains(log)) {
      throw new EvolutionException(
          "there is no topic " + log + "; check --bootstrap-servers and --topic-prefix");
    }
    String now = Instant.now().toString();
    EvolutionEntry entry =
        new EvolutionEntry(
            settings.evolution(),
            settings.learning().skill(),
            settings.identity(),
            LogReader.endsOf(live.clientSettings(), log),
            State.BEGUN,
            now,
            now,
            0,
            0,
            null,
            null,
            null,
            null);
    catalogue.put(entry);
    return entry;
  }

  private void requireSame(EvolutionEntry known) throws EvolutionException {
    if (known.state() == State.DISCARDED) {
      throw new EvolutionException(
          "evolution %s is being discarded; repeat 'evolutions discard %s' first"
              .formatted(known.name(), known.name()));
    }
    SortedMap<String, String> wanted = settings.identity();
    String differences =
        wanted.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(known.settings().get(entry.getKey())))
            .map(entry -> difference(entry, known))
            .collect(joining(", "));
    if (!differences.isEmpty()) {
      throw new EvolutionException(
          "evolution %s has other settings: %s; repeat those, choose another name, or discard it"
              .formatted(known.name(), differences));
    }
  }

  private static String difference(Map.Entry<String, String> wanted, EvolutionEntry known) {
    return "--%s was %s and is %s"
        .formatted(
            wanted.getKey(),
            known.settings().getOrDefault(wanted.getKey(), "not set"),
            wanted.getValue());
  }
}
