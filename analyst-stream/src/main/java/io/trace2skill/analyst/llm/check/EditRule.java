// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import java.util.Optional;

/** One reason for which text must not get into a skill. Thread-safe. */
interface EditRule {

  /**
   * Returns why the text is refused, as a clause for a person that does not repeat it; empty when
   * it is not.
   *
   * @param text what an edit would put into a skill, lines that the skill holds already left out
   */
  Optional<String> problem(String text);
}
