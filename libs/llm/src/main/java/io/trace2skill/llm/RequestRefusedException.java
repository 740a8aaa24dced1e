// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

/** The endpoint refuses the request and would refuse it again: a wrong key, model or parameter. */
public final class RequestRefusedException extends LlmException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status HTTP status, 400 to 499
   */
  public RequestRefusedException(int status, String message, Usage usage) {
    super(message, null, usage);
    this.status = status;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  @Override
  public RequestRefusedException plus(Usage more) {
    return new RequestRefusedException(status, String.valueOf(getMessage()), usage().plus(more));
  }
}
