// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.util.concurrent.ThreadLocalRandom;

/** Makes clients of endpoints. */
public final class LlmClients {

  private LlmClients() {}

  /** Returns a client that is complete: whoever closes it closes everything below. */
  public static EndpointClient create(LlmSettings settings, LlmListener listener) {
    Timekeeper time = new SystemTime();
    return new EndpointClient(
        settings,
        new HttpChatClient(settings, time),
        time,
        () -> ThreadLocalRandom.current().nextDouble(),
        listener);
  }
}
