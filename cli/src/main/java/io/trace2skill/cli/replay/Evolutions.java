// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.replay.EvolutionEntry.State;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.history.SkillDiff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** The evolutions of a deployment: what there is, and what becomes of it. */
public final class Evolutions implements AutoCloseable {

  private final Live live;
  private final Admin admin;
  private final Catalogue catalogue;

  /**
   * Opens the evolutions of a deployment.
   *
   * @param live the deployment
   */
  public Evolutions(Live live) {
    this.live = live;
    this.admin = Admin.create(live.clientSettings());
    this.catalogue = new Catalogue(live, admin);
  }

  /** What discarding removed. */
  public record Removed(int topics, int groups) {}

  /** What promoting came to. */
  public record Promoted(String skill, long version, boolean already) {}

  /**
   * Returns all evolutions by name.
   *
   * @throws ExecutionException when the cluster does not answer
   */
  public List<EvolutionEntry> list() throws ExecutionException, InterruptedException {
    return catalogue.all();
  }

  /** Returns whether a replay of that evolution runs now, or was killed within its session. */
  public boolean isRunning(String name) throws ExecutionException, InterruptedException {
    String group = names(name).mergeId();
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .anyMatch(found -> !found.members().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Returns how the files of the evolution differ from those of the latest live version: the lines
   * of a unified diff.
   *
   * @throws EvolutionException when there is no such evolution, or it has made no version
   */
  public List<String> diff(String name)
      throws EvolutionException, ExecutionException, InterruptedException {
    SkillSnapshot made = made(entry(name));
    return SkillDiff.unified(
        new PublishedSkills(live)
            .latest(made.getSkill())
            .map(Evolutions::files)
            .orElseGet(() -> new SkillDirectory(new TreeMap<>())),
        files(made));
  }

  /**
   * Makes the files of the evolution the next version of the live skill, and waits for it.
   *
   * @param patience how long to wait for the live deployment
   * @throws EvolutionException when there is no version, the deployment refuses it, or it does not
   *     answer in time
   */
  public Promoted promote(String name, Duration patience)
      throws EvolutionException, ExecutionException, InterruptedException {
    EvolutionEntry entry = entry(name);
    SkillSnapshot made = made(entry);
    Optional<SkillSnapshot> latest = new PublishedSkills(live).latest(made.getSkill());
    Optional<SkillSnapshot> same =
        latest.filter(version -> version.getDigest().equals(made.getDigest()));
    long version =
        same.isPresent()
            ? same.get().getVersion()
            : new Promotion(live, name).order(made, patience);
    catalogue.put(entry.promotedTo(version, Instant.now().toString()));
    return new Promoted(made.getSkill(), version, same.isPresent());
  }

  /**
   * Deletes everything that belongs to the evolution. Repeating it after a failure goes on.
   *
   * @throws EvolutionException when there is no such evolution, or a replay of it runs
   */
  public Removed discard(String name)
      throws EvolutionException, ExecutionException, InterruptedException {
    EvolutionEntry entry = entry(name);
    if (isRunning(name)) {
      throw running(name);
    }
    catalogue.put(entry.in(State.DISCARDED, Instant.now().toString()));
    String prefix = names(name).prefix();
    Set<String> groups =
        admin.listGroups().all().get().stream()
            .map(GroupListing::groupId)
            .filter(group -> group.startsWith(prefix))
            .collect(Collectors.toSet());
    Set<String> topics =
        admin.listTopics().names().get().stream()
            .filter(topic -> topic.startsWith(prefix))
            .collect(Collectors.toSet());
    try {
      admin.deleteConsumerGroups(groups).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupNotEmptyException) {
        throw running(name);
      }
      throw e;
    }
    admin.deleteTopics(topics).all().get();
    catalogue.remove(name);
    return new Removed(topics.size(), groups.size());
  }

  private static EvolutionException running(String name) {
    return new EvolutionException(
        "evolution %s is being replayed; stop that first (one that was killed counts for a minute)"
            .formatted(name));
  }

  private EvolutionEntry entry(String name)
      throws EvolutionException, ExecutionException, InterruptedException {
    return catalogue
        .find(name)
        .orElseThrow(
            () ->
                new EvolutionException(
                    "there is no evolution %s; 'evolutions list' shows those that there are"
                        .formatted(name)));
  }

  private SkillSnapshot made(EvolutionEntry entry) throws EvolutionException {
    if (entry.state() != State.FINISHED) {
      throw new EvolutionException(
          switch (entry.state()) {
            case BEGUN ->
                "evolution %s has not come to its end; repeat its replay to go on"
                    .formatted(entry.name());
            case NOTHING ->
                "evolution %s made no version: %s".formatted(entry.name(), entry.reason());
            default -> "evolution %s is being discarded".formatted(entry.name());
          });
    }
    return new PublishedSkills(live, names(entry.name()).topics())
        .latest(entry.skill())
        .orElseThrow(
            () ->
                new EvolutionException(
                    "the version of evolution %s is gone from its topics; discard it"
                        .formatted(entry.name())));
  }

  private static SkillDirectory files(SkillSnapshot snapshot) {
    return SkillRecords.toDirectory(snapshot.getFiles());
  }

  private EvolutionNames names(String name) {
    return new EvolutionNames(live.topics(), name);
  }

  @Override
  public void close() {
    admin.close();
  }
}
