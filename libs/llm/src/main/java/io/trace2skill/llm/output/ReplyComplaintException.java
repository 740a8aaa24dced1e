// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

/** What is wrong with a reply, in words that help the model to correct it. */
public final class ReplyComplaintException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param complaint one or two sentences that name the field and what is expected there
   */
  public ReplyComplaintException(String complaint) {
    super(complaint);
  }
}
