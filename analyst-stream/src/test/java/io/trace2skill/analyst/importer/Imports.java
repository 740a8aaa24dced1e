// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.analyst.importer.ImportResult.Imported;
import io.trace2skill.analyst.importer.ImportResult.Rejected;
import io.trace2skill.analyst.importer.ImportResult.Skipped;
import io.trace2skill.avro.Trajectory;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one import run gave. */
final class Imports {

  static final int SMALL_LIMIT = 2048;

  private final List<ImportResult> results = new ArrayList<>();

  static Imports of(String text) {
    return of(text.getBytes(UTF_8));
  }

  static Imports of(byte[] bytes) {
    return of(new ByteArrayInputStream(bytes), ImportSettings.forSkill("my-skill"));
  }

  static Imports withSmallLimit(InputStream in) {
    return of(in, new ImportSettings(ImportFormat.AUTO, Optional.of("my-skill"), SMALL_LIMIT));
  }

  static Imports of(InputStream in, ImportSettings settings) {
    Imports imports = new Imports();
    new TrajectoryImporter(settings).read("-", in, imports.results::add);
    return imports;
  }

  List<ImportResult> results() {
    return results;
  }

  List<Trajectory> trajectories() {
    return of(Imported.class).stream().map(Imported::trajectory).toList();
  }

  Trajectory only() {
    if (results.size() != 1 || trajectories().size() != 1) {
      throw new AssertionError("not one trajectory: " + results);
    }
    return trajectories().get(0);
  }

  Rejected onlyRejected() {
    if (results.size() != 1 || rejected().size() != 1) {
      throw new AssertionError("not one rejection: " + results);
    }
    return rejected().get(0);
  }

  List<Rejected> rejected() {
    return of(Rejected.class);
  }

  List<Skipped> skipped() {
    return of(Skipped.class);
  }

  private <T> List<T> of(Class<T> type) {
    return results.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
