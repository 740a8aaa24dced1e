// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import java.util.Optional;

/**
 * A tool call and what came of it.
 *
 * @param tool the tool's name as recorded
 * @param arguments what it was given
 * @param answer what it answered, empty when the trajectory has no answer
 * @param error the message when the answer is an error, which may be blank; empty when it is none
 */
record Call(String tool, Arguments arguments, Optional<String> answer, Optional<String> error) {

  boolean failed() {
    return error.isPresent();
  }

  boolean succeeded() {
    return answer.isPresent() && error.isEmpty();
  }

  ToolKind kind() {
    return ToolKind.of(tool);
  }
}
