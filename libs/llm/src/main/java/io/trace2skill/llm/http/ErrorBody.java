// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What an endpoint says about an error.
 *
 * @param message its words, not scrubbed; possibly empty
 * @param code its code and type in one text, for comparison only
 */
record ErrorBody(String message, String code) {

  private static final Pattern TAGS = Pattern.compile("<[^>]*>");
  private static final Pattern TOO_LONG =
      Pattern.compile(
          "context_length_exceeded|exceed_context_size|maximum context length"
              + "|exceeds? the available context size|prompt is too long|context window"
              + "|input is too long|too many (input )?tokens|reduce the length",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern QUOTA =
      Pattern.compile("insufficient_quota|billing_hard_limit|billing_not_active");

  private static final int CONTENT_TOO_LARGE = 413;

  /** Reads the body of an answer that is none; any text will do. */
  static ErrorBody parse(String body) {
    try {
      JsonNode json = Json.MAPPER.readTree(body);
      return json.isContainerNode() ? of(json) : new ErrorBody(json.asText(), "");
    } catch (IOException noJson) {
      return new ErrorBody(TAGS.matcher(body).replaceAll(" "), "");
    }
  }

  /** Reads a JSON body: OpenAI's {@code error} object, or what other servers write instead. */
  static ErrorBody of(JsonNode body) {
    JsonNode json = body.isArray() ? body.path(0) : body;
    JsonNode error = json.path("error");
    JsonNode from = error.isObject() ? error : json;
    String message =
        from.path("message").isTextual()
            ? from.path("message").asText()
            : error.isTextual() ? error.asText() : detail(json.path("detail"));
    return new ErrorBody(message, from.path("code").asText() + " " + from.path("type").asText());
  }

  /** Returns whether the request does not fit into the model's context. */
  boolean meansTooLong(int status) {
    return status == CONTENT_TOO_LARGE
        || TOO_LONG.matcher(code).find()
        || TOO_LONG.matcher(message).find();
  }

  /** Returns whether there is no money left at the endpoint, which waiting does not bring back. */
  boolean meansNoMoney() {
    return QUOTA.matcher(code).find();
  }

  private static String detail(JsonNode detail) {
    if (!detail.isArray()) {
      return detail.asText();
    }
    // Only what is wrong and where: these objects also quote the whole input.
    return StreamSupport.stream(detail.spliterator(), false)
        .map(item -> item.path("msg").asText() + " at " + item.path("loc"))
        .collect(Collectors.joining("; "));
  }
}
