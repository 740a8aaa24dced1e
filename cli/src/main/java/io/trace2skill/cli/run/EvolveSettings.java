// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.importer.ImportFormat;
import io.trace2skill.analyst.topology.Signals;
import io.trace2skill.cli.engine.EngineSettings;
import io.trace2skill.cli.ingest.Inputs;
import io.trace2skill.skill.SkillDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to evolve, from what.
 *
 * @param trajectories files, directories or {@code -}, as the user wrote them
 * @param skill name of the skill
 * @param base the skill to deepen; empty to create one from scratch
 * @param engine what does the thinking
 * @param signals which outcomes are learned from
 * @param consolidation what becomes of the patches
 * @param sequentialBatch trajectories that each version is learned from when consolidation is
 *     sequential; at least 1
 * @param fanIn patches that one merge takes
 * @param minSupport trajectories below which an edit goes to a reference file
 * @param inFlight analyses that run at once
 * @param dataDir where the broker's data is kept; empty for a temporary directory
 * @param format how trajectories are written
 */
public record EvolveSettings(
    List<String> trajectories,
    String skill,
    Optional<SkillDirectory> base,
    EngineSettings engine,
    Signals signals,
    Consolidation consolidation,
    int sequentialBatch,
    int fanIn,
    int minSupport,
    int inFlight,
    Optional<Path> dataDir,
    ImportFormat format) {

  /**
   * Returns what has to be the same in every run on one data directory, because the topics and the
   * merge tree in it were made with it: option to value.
   */
  public Map<String, String> identity() {
    Map<String, String> identity = new TreeMap<>();
    identity.put("skill", skill);
    identity.put("base", base.map(SkillDirectory::digest).orElse("none"));
    identity.put("engine", engine.name());
    identity.putAll(engine.identity());
    identity.put("signals", signals.wireName());
    identity.put("consolidation", consolidation.wireName());
    identity.put("fan-in", Integer.toString(fanIn));
    identity.put("min-support", Integer.toString(minSupport));
    return identity;
  }

  /** Returns what is read. */
  public Inputs inputs() {
    return Inputs.of(trajectories, skill, format);
  }

  /** Returns how trajectories are let through. */
  Batches batches() {
    return consolidation == Consolidation.SEQUENTIAL
        ? new Batches(sequentialBatch)
        : Batches.unlimited();
  }
}
