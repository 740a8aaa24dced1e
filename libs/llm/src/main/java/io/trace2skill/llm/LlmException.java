// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

import org.jspecify.annotations.Nullable;

/**
 * A call of a model that failed. The message is for an operator: it names the endpoint's complaint
 * and never holds a key, a prompt or a trajectory.
 */
public abstract sealed class LlmException extends RuntimeException
    permits EndpointFailedException,
        RequestRefusedException,
        ContextLengthException,
        UnusableReplyException {

  private static final long serialVersionUID = 1L;

  private final transient Usage usage;

  LlmException(String message, @Nullable Throwable cause, Usage usage) {
    super(message, cause);
    this.usage = usage;
  }

  /** Returns what was used up in vain. */
  public Usage usage() {
    return usage;
  }

  /** Returns what a failure says was used up in vain, itself or through one of its causes. */
  public static Usage usageIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LlmException call) {
        return call.usage();
      }
    }
    return Usage.NONE;
  }

  /** Returns the same failure after that much more was used up. */
  public abstract LlmException plus(Usage more);
}
