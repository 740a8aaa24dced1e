// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.importer.ImportFormat;
import io.trace2skill.analyst.topology.Signals;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to evolve, from what, to where.
 *
 * @param trajectories files, directories or {@code -}, as the user wrote them
 * @param skill name of the skill
 * @param base skill directory to deepen
 * @param out where the skill directory and the report go
 * @param signals which outcomes are learned from
 * @param fanIn patches that one merge takes
 * @param minSupport trajectories below which an edit goes to a reference file
 * @param inFlight analyses that run at once
 * @param dataDir where the broker's data is kept; empty for a temporary directory
 * @param format how trajectories are written
 * @param reportOnly whether the skill directory is not written
 */
public record EvolveSettings(
    List<String> trajectories,
    String skill,
    Optional<Path> base,
    Path out,
    Signals signals,
    int fanIn,
    int minSupport,
    int inFlight,
    Optional<Path> dataDir,
    ImportFormat format,
    boolean reportOnly) {}
