// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.analyst.importer.ImportResult;
import io.trace2skill.analyst.importer.ImportSettings;
import io.trace2skill.analyst.importer.TrajectoryImporter;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The trajectories that a user names: files, directories, or standard input. */
public final class Inputs {

  private final EvolveSettings settings;
  private final InputStream standardInput;

  /**
   * @param standardInput read for the path {@code -}; not closed
   */
  public Inputs(EvolveSettings settings, InputStream standardInput) {
    this.settings = settings;
    this.standardInput = standardInput;
  }

  /**
   * Reads all of them, in the order in which they were named.
   *
   * @param taker told of each record; what it throws ends the reading
   */
  public void read(Consumer<ImportResult> taker) {
    TrajectoryImporter importer =
        new TrajectoryImporter(
            new ImportSettings(
                settings.format(),
                Optional.of(settings.skill()),
                ImportSettings.DEFAULT_MAX_TRAJECTORY_BYTES));
    for (String path : settings.trajectories()) {
      if (path.equals("-")) {
        importer.read("-", standardInput, taker);
      } else {
        importer.read(Path.of(path), taker);
      }
    }
  }
}
