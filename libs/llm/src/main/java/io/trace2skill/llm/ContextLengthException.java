// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

/** The request is longer than the model's context. Shorter, it may pass. */
public final class ContextLengthException extends LlmException {

  private static final long serialVersionUID = 1L;

  public ContextLengthException(String message, Usage usage) {
    super(message, null, usage);
  }

  @Override
  public ContextLengthException plus(Usage more) {
    return new ContextLengthException(String.valueOf(getMessage()), usage().plus(more));
  }
}
