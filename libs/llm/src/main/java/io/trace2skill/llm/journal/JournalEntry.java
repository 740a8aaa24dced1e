// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContentPart;
import java.io.IOException;

/**
 * What is kept of a call: the whole reply, and of the request what tells a person which one it was.
 * Its bytes are JSON.
 *
 * @param purpose of the request that was asked first
 * @param model that was asked
 * @param messages of the request
 * @param promptChars characters of their texts together
 * @param lastMessage beginning of the last message
 * @param reply what came back, with what it cost
 */
public record JournalEntry(
    String purpose,
    String model,
    int messages,
    long promptChars,
    String lastMessage,
    ChatReply reply) {

  private static final int EXCERPT = 200;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Returns what to keep of a call. */
  static JournalEntry of(ChatRequest request, ChatReply reply) {
    return new JournalEntry(
        request.purpose(),
        request.settings().model(),
        request.messages().size(),
        request.messages().stream().mapToLong(JournalEntry::chars).sum(),
        excerpt(request.messages().get(request.messages().size() - 1)),
        reply);
  }

  /**
   * Reads an entry.
   *
   * @throws IOException when the bytes are none
   */
  public static JournalEntry read(byte[] bytes) throws IOException {
    JournalEntry entry = MAPPER.readValue(bytes, JournalEntry.class);
    if (entry == null) {
      throw new IOException("the entry is empty");
    }
    return entry;
  }

  /**
   * Returns the bytes of the entry.
   *
   * @throws IllegalStateException when the reply is no Unicode text
   */
  byte[] bytes() {
    try {
      return MAPPER.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the reply cannot be written: " + e.getOriginalMessage(), e);
    }
  }

  private static long chars(ChatMessage message) {
    long chars = 0;
    for (ContentPart part : message.content()) {
      chars += part instanceof ContentPart.Text text ? text.text().length() : 0;
    }
    return chars;
  }

  private static String excerpt(ChatMessage message) {
    for (ContentPart part : message.content()) {
      if (part instanceof ContentPart.Text text) {
        return beginning(text.text());
      }
    }
    return "";
  }

  private static String beginning(String text) {
    if (text.length() <= EXCERPT) {
      return text;
    }
    // Half a character could not be written.
    int end = Character.isHighSurrogate(text.charAt(EXCERPT - 1)) ? EXCERPT - 1 : EXCERPT;
    return text.substring(0, end);
  }
}
