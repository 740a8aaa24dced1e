// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

/** The model's reply is not what was asked for, also after it was told so. */
public final class UnusableReplyException extends LlmException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong with it, without quoting it at length
   */
  public UnusableReplyException(String message, Usage usage) {
    super(message, null, usage);
  }

  @Override
  public UnusableReplyException plus(Usage more) {
    return new UnusableReplyException(String.valueOf(getMessage()), usage().plus(more));
  }
}
