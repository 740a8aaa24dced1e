// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.engine;

import io.trace2skill.journal.CallJournal;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Supplier;

/** Which engine does the thinking, and how. */
public sealed interface EngineSettings permits RulesSettings, LlmEngineSettings {

  /** Returns the name that users write. */
  String name();

  /**
   * Returns what decides the engine's results: option, without its hyphens, to value. Limits,
   * budgets and addresses do not.
   */
  SortedMap<String, String> identity();

  /**
   * Makes the engine ready.
   *
   * @param directory where it keeps files of its own; made when missing
   * @param journal opens the journal of calls, which the engine closes; asked at most once, and
   *     only by an engine that keeps one
   */
  Engine open(Path directory, Supplier<CallJournal> journal);
}
