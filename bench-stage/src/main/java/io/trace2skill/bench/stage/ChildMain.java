// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A child process: {@code ChildMain SETTINGS FIGURES}. Ends when its standard input does, so that
 * none is left behind.
 */
final class ChildMain {

  private ChildMain() {}

  /** Runs the role that the settings name and writes its figures. */
  public static void main(String[] args) throws Exception {
    Settings settings = Settings.read(Path.of(args[0]));
    Role role = Role.valueOf(settings.text("role").toUpperCase(Locale.ROOT));
    Map<String, Double> figures = role.workload().run(settings, ChildMain::awaitEndOfInput);
    write(figures, Path.of(args[1]));
    System.exit(0); // whatever threads a measured library leaves behind
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // only its end matters
    }
  }

  private static void write(Map<String, Double> figures, Path file) throws IOException {
    Map<String, String> text = new TreeMap<>();
    figures.forEach((name, value) -> text.put(name, value.toString()));
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    new Settings(text).write(unfinished);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
