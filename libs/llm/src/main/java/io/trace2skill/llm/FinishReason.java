// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

/** Why a reply ended. */
public enum FinishReason {
  /** The model was done. */
  STOP,
  /** The limit of tokens cut the reply. */
  LENGTH,
  /** The model waits for the results of its tool calls. */
  TOOL_CALLS,
  /** A filter of the endpoint held content back. */
  CONTENT_FILTER,
  /** Something else, or the endpoint did not say. */
  OTHER
}
