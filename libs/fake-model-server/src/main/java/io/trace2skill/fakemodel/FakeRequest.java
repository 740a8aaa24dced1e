// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One request as the server read it.
 *
 * @param purpose what it seems to be for, by the first marker found; empty when none is
 * @param model that it asks for; empty when it names none
 * @param messages the conversation
 * @param body the whole JSON body
 * @param digest SHA-256 of the body's bytes, hexadecimal
 * @param attempt how often this body has been seen, from 1
 */
public record FakeRequest(
    String purpose,
    String model,
    List<FakeMessage> messages,
    JsonNode body,
    String digest,
    int attempt) {

  public FakeRequest {
    messages = List.copyOf(messages);
  }

  /** Returns what the user says first; empty when the user says nothing. */
  public String firstUserText() {
    return messages.stream()
        .filter(message -> message.is("user"))
        .map(FakeMessage::text)
        .findFirst()
        .orElse("");
  }

  /** Returns the text of all messages, each on lines of its own. */
  public String allText() {
    StringBuilder text = new StringBuilder();
    messages.forEach(message -> text.append(message.text()).append('\n'));
    return text.toString();
  }

  /** Returns the same request with another conversation. */
  FakeRequest withMessages(List<FakeMessage> conversation) {
    return new FakeRequest(purpose, model, conversation, body, digest, attempt);
  }
}
