// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.ingest;

import io.trace2skill.analyst.importer.ImportFormat;
import io.trace2skill.analyst.importer.ImportResult;
import io.trace2skill.analyst.importer.ImportSettings;
import io.trace2skill.analyst.importer.TrajectoryImporter;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The trajectories that a user names.
 *
 * @param paths files, directories or {@code -} for standard input, as the user wrote them
 * @param skill of trajectories that name none
 * @param format how they are written
 * @param maxTrajectoryBytes the largest to let through, as {@link ImportSettings} takes it
 */
public record Inputs(
    List<String> paths, String skill, ImportFormat format, int maxTrajectoryBytes) {

  public Inputs {
    paths = List.copyOf(paths);
  }

  /** Returns inputs that may be as large as topics let pass. */
  public static Inputs of(List<String> paths, String skill, ImportFormat format) {
    return new Inputs(paths, skill, format, ImportSettings.DEFAULT_MAX_TRAJECTORY_BYTES);
  }

  /** Returns what is wrong with the paths, for a person; empty when all can be opened. */
  public Optional<String> problem() {
    for (String path : paths) {
      if (!path.equals("-") && !Files.exists(Path.of(path))) {
        return Optional.of("no such file or directory: " + path);
      }
      if (!path.equals("-") && !Files.isReadable(Path.of(path))) {
        return Optional.of("not readable: " + path);
      }
    }
    return Collections.frequency(paths, "-") > 1
        ? Optional.of("standard input (-) can be read only once")
        : Optional.empty();
  }

  /**
   * Reads all of them, in the order in which they were named.
   *
   * @param standardInput read for the path {@code -}; not closed
   * @param taker told of each record; what it throws ends the reading
   */
  public void read(InputStream standardInput, Consumer<ImportResult> taker) {
    TrajectoryImporter importer =
        new TrajectoryImporter(new ImportSettings(format, Optional.of(skill), maxTrajectoryBytes));
    for (String path : paths) {
      if (path.equals("-")) {
        importer.read("-", standardInput, taker);
      } else {
        importer.read(Path.of(path), taker);
      }
    }
  }
}
