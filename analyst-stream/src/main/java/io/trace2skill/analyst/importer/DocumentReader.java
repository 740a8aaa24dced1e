// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.trace2skill.analyst.importer.ImportResult.Rejected;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a JSON document of many lines: one trajectory, an array of them, or several such values one
 * after the other. Holds one trajectory at a time.
 */
final class DocumentReader {

  private final Json json;
  private final Candidates candidates;
  private final int maxTextChars;
  private final String name;
  private final long firstLine;
  private final Consumer<ImportResult> sink;

  DocumentReader(
      Json json,
      Candidates candidates,
      int maxTextChars,
      Origin start,
      Consumer<ImportResult> sink) {
    this.json = json;
    this.candidates = candidates;
    this.maxTextChars = maxTextChars;
    this.name = start.name();
    this.firstLine = start.line();
    this.sink = sink;
  }

  /** Reads to the end, or to the first thing after which the structure is lost. */
  void read(InputStream in) throws IOException {
    RecentBytes recent = new RecentBytes(in, Excerpt.MAX_BYTES);
    // A decoder made this way reports what is not UTF-8, where a charset alone would replace it.
    InputStreamReader text = new InputStreamReader(recent, StandardCharsets.UTF_8.newDecoder());
    BudgetedParser parser = new BudgetedParser(json.parser(text));
    try (parser) {
      while (parser.nextToken() != null) {
        readRoot(parser);
      }
    } catch (JsonProcessingException e) {
      UnusableException malformed = Json.malformed(e, firstLine);
      rejectRest(parser, recent, malformed.rejectCause(), malformed.reason());
    } catch (CharacterCodingException e) {
      rejectRest(
          parser, recent, RejectCause.UNREADABLE, "not valid UTF-8; save the source as UTF-8");
    }
  }

  private void readRoot(BudgetedParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      readArray(parser);
    } else {
      readValue(parser);
    }
  }

  /** An array is one list of messages, or many trajectories: its first element tells. */
  private void readArray(BudgetedParser parser) throws IOException {
    Origin start = origin(parser);
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      judge(json.mapper().createArrayNode(), start);
      return;
    }
    Origin firstStart = origin(parser);
    Optional<JsonNode> first = tree(parser, firstStart);
    if (first.filter(OpenAiForm::isMessage).isPresent()) {
      readMessages(parser, start, json.mapper().createArrayNode().add(first.get()));
      return;
    }
    first.ifPresent(value -> judge(value, firstStart));
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      readValue(parser);
    }
  }

  private void readMessages(BudgetedParser parser, Origin start, ArrayNode messages)
      throws IOException {
    parser.allow(maxTextChars);
    try {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        messages.add(json.mapper().<JsonNode>readTree(parser));
      }
      judge(messages, start);
    } catch (BudgetedParser.ExceededException e) {
      rejectTooLarge(start);
      parser.leaveTo(0);
    } finally {
      parser.allowAll();
    }
  }

  private void readValue(BudgetedParser parser) throws IOException {
    Origin start = origin(parser);
    tree(parser, start).ifPresent(value -> judge(value, start));
  }

  /** Returns the current value, or empty when it was too large and is rejected already. */
  private Optional<JsonNode> tree(BudgetedParser parser, Origin start) throws IOException {
    int outside = parser.currentToken().isStructStart() ? parser.depth() - 1 : parser.depth();
    parser.allow(maxTextChars);
    try {
      return Optional.of(json.mapper().<JsonNode>readTree(parser));
    } catch (BudgetedParser.ExceededException e) {
      rejectTooLarge(start);
      parser.leaveTo(outside);
      return Optional.empty();
    } finally {
      parser.allowAll();
    }
  }

  private void judge(JsonNode value, Origin start) {
    sink.accept(
        candidates.judge(
            value, start, () -> Excerpt.of(value.toString().getBytes(StandardCharsets.UTF_8))));
  }

  private void rejectTooLarge(Origin start) {
    sink.accept(
        new Rejected(
            start,
            RejectCause.TOO_LARGE,
            "the trajectory's text has more than " + maxTextChars + " characters",
            Excerpt.of(new byte[0])));
  }

  private void rejectRest(
      BudgetedParser parser, RecentBytes recent, RejectCause cause, String reason) {
    sink.accept(
        new Rejected(
            origin(parser),
            cause,
            reason + "; what follows in this document was not read",
            Excerpt.of(recent.bytes())));
  }

  private Origin origin(BudgetedParser parser) {
    int line = Math.max(1, parser.currentTokenLocation().getLineNr());
    return new Origin(name, firstLine - 1 + line);
  }
}
