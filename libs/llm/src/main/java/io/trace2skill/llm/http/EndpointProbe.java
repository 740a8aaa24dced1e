// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Asks an endpoint which models it has: that costs nothing, and shows whether it is there and takes
 * the key.
 */
public final class EndpointProbe {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long MOST_BYTES = 4 << 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private EndpointProbe() {}

  /** What an endpoint answers. Messages are one line and hold no key. */
  public sealed interface Answer {

    /** The models by their names. */
    record Models(List<String> names) implements Answer {

      /** Copies the names. */
      public Models {
        names = List.copyOf(names);
      }
    }

    /** The key is missing or wrong, or the account may not do that. */
    record Refused(String message) implements Answer {}

    /** It is there, but tells no models. */
    record Unlisted(String message) implements Answer {}

    /** There was no answer. */
    record Unreachable(String message) implements Answer {}
  }

  /** Asks once and waits at most ten seconds. */
  public static Answer ask(LlmSettings settings) {
    Scrubber scrubber = new Scrubber(settings.apiKey());
    OkHttpClient client =
        new OkHttpClient.Builder().callTimeout(PATIENCE).followRedirects(false).build();
    HttpUrl url = HttpUrl.get(settings.baseUrl()).newBuilder().addPathSegment("models").build();
    Request.Builder request = new Request.Builder().url(url);
    settings.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key.reveal()));
    try (Response response = client.newCall(request.build()).execute()) {
      String body = response.peekBody(MOST_BYTES).string();
      String said = scrubber.scrub("HTTP status " + response.code() + ": " + body);
      if (response.code() == 401 || response.code() == 403) {
        return new Answer.Refused(said);
      }
      return response.isSuccessful() ? models(body, said) : new Answer.Unlisted(said);
    } catch (IOException e) {
      return new Answer.Unreachable(
          scrubber.scrub(e.getClass().getSimpleName() + ": " + e.getMessage()));
    } finally {
      client.dispatcher().executorService().shutdown();
      client.connectionPool().evictAll();
    }
  }

  private static Answer models(String body, String said) {
    try {
      JsonNode data = MAPPER.readTree(body).path("data");
      if (data.isArray()) {
        List<String> names = new ArrayList<>();
        data.forEach(model -> names.add(model.path("id").asText()));
        return new Answer.Models(names);
      }
    } catch (JsonProcessingException e) {
      // told below, like any other answer that lists nothing
    }
    return new Answer.Unlisted(said);
  }
}
