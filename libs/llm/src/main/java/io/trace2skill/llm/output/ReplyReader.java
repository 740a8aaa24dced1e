// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads a JSON value of a reply. Pure: it may be asked for several candidates of one reply. */
@FunctionalInterface
public interface ReplyReader<T> {

  /**
   * Returns what the JSON means.
   *
   * @throws ReplyComplaintException when it is not what was asked for
   */
  T read(JsonNode json) throws ReplyComplaintException;
}
