// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What somebody proposes as the answer to a task. */
public sealed interface Candidate {

  /**
   * An answer in words, a number, a formula or JSON.
   *
   * @param text the answer as it was given
   */
  record Text(String text) implements Candidate {

    public Text {
      Objects.requireNonNull(text, "text is null");
    }
  }

  /**
   * A file.
   *
   * @param path where to read it; it may be missing, and then the candidate does not pass
   */
  record File(Path path) implements Candidate {

    public File {
      Objects.requireNonNull(path, "path is null");
    }
  }

  /**
   * Tool calls.
   *
   * @param actions in the order they are made
   */
  record Actions(List<Action> actions) implements Candidate {

    public Actions {
      actions = List.copyOf(actions);
    }
  }

  /**
   * One tool call.
   *
   * @param name the tool
   * @param argumentsJson a JSON object, raw because it may be invalid; empty text means none
   */
  record Action(String name, String argumentsJson) {

    public Action {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(argumentsJson, "argumentsJson is null");
    }
  }
}
