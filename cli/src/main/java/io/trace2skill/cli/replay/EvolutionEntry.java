// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an evolution beside its topics.
 *
 * @param name of the evolution
 * @param skill name of the skill that it evolves
 * @param settings what decides its result: option to value
 * @param ends where the log ended when the evolution began, by partition; nothing after is read
 * @param state how far it is
 * @param createdAt when it began, ISO 8601 in UTC
 * @param updatedAt when this was written
 * @param trajectories different trajectories that it learns from; 0 until it has ended
 * @param patched those of them that proposed a patch
 * @param version its latest version; null when it has made none
 * @param digest of the files of that version
 * @param reason why it made none
 * @param promotedVersion the version of the live skill that it became; null when it did not
 */
@JsonIgnoreProperties(ignoreUnknown = true) // a newer version may tell more
public record EvolutionEntry(
    String name,
    String skill,
    SortedMap<String, String> settings,
    SortedMap<Integer, Long> ends,
    State state,
    String createdAt,
    String updatedAt,
    long trajectories,
    long patched,
    @Nullable Long version,
    @Nullable String digest,
    @Nullable String reason,
    @Nullable Long promotedVersion) {

  /** How far an evolution is. */
  public enum State {
    /** It has begun; who did may have been interrupted, and the same command goes on. */
    BEGUN,
    /** It made a version. */
    FINISHED,
    /** It came to its end and made no version. */
    NOTHING,
    /** It is being removed. */
    DISCARDED
  }

  EvolutionEntry in(State next, String now) {
    return new EvolutionEntry(
        name,
        skill,
        settings,
        ends,
        next,
        createdAt,
        now,
        trajectories,
        patched,
        version,
        digest,
        reason,
        promotedVersion);
  }

  EvolutionEntry promotedTo(long live, String now) {
    return new EvolutionEntry(
        name,
        skill,
        settings,
        ends,
        state,
        createdAt,
        now,
        trajectories,
        patched,
        version,
        digest,
        reason,
        live);
  }
}
