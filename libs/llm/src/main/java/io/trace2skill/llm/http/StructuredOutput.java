// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.util.Optional;

/** The ways in which an endpoint may be asked for JSON, the best first. */
enum StructuredOutput {
  SCHEMA,
  OBJECT,
  NONE;

  /** Returns the next lesser way, empty when there is none. */
  Optional<StructuredOutput> lesser() {
    return switch (this) {
      case SCHEMA -> Optional.of(OBJECT);
      case OBJECT -> Optional.of(NONE);
      case NONE -> Optional.empty();
    };
  }
}
