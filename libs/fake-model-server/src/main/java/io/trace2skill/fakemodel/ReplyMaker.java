// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

/**
 * The model behind the server. Runs on the server's few threads, several at a time, and must not
 * block: to hold a reply back, see {@link FakeReply#heldUntil}. What it throws becomes a 500.
 */
@FunctionalInterface
public interface ReplyMaker {

  /** Returns what the model answers. */
  FakeReply reply(FakeRequest request);
}
