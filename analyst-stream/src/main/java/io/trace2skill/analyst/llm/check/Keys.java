// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import io.trace2skill.analyst.llm.render.Secrets;
import java.util.Optional;

/** Refuses what has the form of a key, wherever the model has it from. */
final class Keys implements EditRule {

  @Override
  public Optional<String> problem(String text) {
    return Secrets.holdsKey(text)
        ? Optional.of("it holds what looks like a secret")
        : Optional.empty();
  }
}
