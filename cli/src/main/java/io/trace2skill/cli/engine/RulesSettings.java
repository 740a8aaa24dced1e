// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import io.trace2skill.journal.CallJournal;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The rules, which have nothing to set. */
public record RulesSettings() implements EngineSettings {

  @Override
  public String name() {
    return "rules";
  }

  @Override
  public SortedMap<String, String> identity() {
    return new TreeMap<>();
  }

  @Override
  public Engine open(Path directory, Supplier<CallJournal> journal) {
    return new RulesEngine();
  }
}
