// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.util.List;

/**
 * Deals with a client that comes back because a reply was cut or unusable: a reply that breaks off
 * is continued where it ended, any other one is given again, as the first request should have had
 * it.
 */
public final class FollowUps implements ReplyMaker {

  private final ReplyMaker model;

  /** Leaves first requests to that model. */
  public FollowUps(ReplyMaker model) {
    this.model = model;
  }

  @Override
  public FakeReply reply(FakeRequest request) {
    List<FakeMessage> messages = request.messages();
    int said = first(messages, "assistant");
    if (said < 0 || first(messages, "tool") >= 0) {
      return model.reply(request);
    }
    FakeReply whole = model.reply(request.withMessages(messages.subList(0, said)));
    StringBuilder given = new StringBuilder();
    messages.stream().filter(m -> m.is("assistant")).forEach(m -> given.append(m.text()));
    boolean broken =
        !given.isEmpty()
            && given.length() < whole.text().length()
            && whole.text().startsWith(given.toString());
    return broken ? whole.withText(whole.text().substring(given.length())) : whole;
  }

  private static int first(List<FakeMessage> messages, String role) {
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).is(role)) {
        return i;
      }
    }
    return -1;
  }
}
