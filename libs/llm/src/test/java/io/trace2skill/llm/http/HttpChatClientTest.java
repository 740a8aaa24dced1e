// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatMessage.Role;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContentPart;
import io.trace2skill.llm.ContextLengthException;
import io.trace2skill.llm.EndpointFailedException;
import io.trace2skill.llm.FinishReason;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.RequestRefusedException;
import io.trace2skill.llm.ResponseShape;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.ToolDefinition;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpChatClientTest {

  private static final ModelSettings MODEL = ModelSettings.of("m");
  private static final ChatRequest HELLO = ChatRequest.of("test", MODEL, ChatMessage.user("hello"));
  private static final ResponseShape SHAPE = new ResponseShape("answer", "{\"type\": \"object\"}");

  private final ManualTime time = new ManualTime();

  @Test
  void sendsModelMessagesAndParametersAsChatCompletion() {
    ModelSettings settings =
        new ModelSettings(
            "qwen",
            OptionalDouble.of(0.5),
            OptionalLong.of(7),
            OptionalInt.of(900),
            Optional.of("{\"top_k\": 20, \"chat_template_kwargs\": {\"enable_thinking\": false}}"),
            false);
    ChatRequest request =
        ChatRequest.of(
            "test", settings, ChatMessage.system("be brief"), ChatMessage.user("hé\n\"x\""));
    JsonNode body = bodyOf(request);
    assertThat(body)
        .isEqualTo(
            tree(
                """
                {"model": "qwen",
                 "messages": [{"role": "system", "content": "be brief"},
                              {"role": "user", "content": "hé\\n\\"x\\""}],
                 "temperature": 0.5, "seed": 7, "max_tokens": 900,
                 "top_k": 20, "chat_template_kwargs": {"enable_thinking": false}}"""));
  }

  @Test
  void letsExtraBodyParametersReplaceItsOwn() {
    ModelSettings settings =
        new ModelSettings(
            "m",
            OptionalDouble.of(0.5),
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.of("{\"temperature\": 1}"),
            false);
    JsonNode body = bodyOf(ChatRequest.of("test", settings, ChatMessage.user("hello")));
    assertThat(body.path("temperature").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "{\"model\": \"x\"}", "{\"stream\": true}", "nonsense"})
  void refusesExtraBodyParametersThatCannotBe(String extra) {
    ModelSettings settings =
        new ModelSettings(
            "m",
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.of(extra),
            false);
    try (FakeEndpoint endpoint = FakeEndpoint.saying(FakeEndpoint.reply("hi"));
        HttpChatClient client = client(endpoint)) {
      assertThatThrownBy(
              () -> client.send(ChatRequest.of("test", settings, ChatMessage.user("hello"))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("the extra body parameters");
    }
  }

  @Test
  void sendsToolsCallsAndTheirResults() {
    ToolCall call = new ToolCall("c1", "read", "{\"path\": \"a\"}");
    ChatMessage calling =
        new ChatMessage(Role.ASSISTANT, List.of(), List.of(call), Optional.empty());
    ChatRequest request =
        ChatRequest.of(
                "test", MODEL, ChatMessage.user("go"), calling, ChatMessage.toolResult("c1", "A"))
            .withTools(List.of(new ToolDefinition("read", "reads", "{\"type\": \"object\"}")));
    assertThat(bodyOf(request))
        .isEqualTo(
            tree(
                """
                {"model": "m",
                 "messages": [
                   {"role": "user", "content": "go"},
                   {"role": "assistant", "content": null, "tool_calls": [
                     {"id": "c1", "type": "function",
                      "function": {"name": "read", "arguments": "{\\"path\\": \\"a\\"}"}}]},
                   {"role": "tool", "content": "A", "tool_call_id": "c1"}],
                 "tools": [{"type": "function", "function": {
                   "name": "read", "description": "reads", "parameters": {"type": "object"}}}]}"""));
  }

  @Test
  void sendsImagesToModelsThatTakeThem() {
    assertThat(bodyOf(withImage(true)).at("/messages/0/content"))
        .isEqualTo(
            tree(
                """
                [{"type": "text", "text": "look"},
                 {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}]"""));
  }

  @Test
  void describesImagesToModelsThatTakeNone() {
    assertThat(bodyOf(withImage(false)).at("/messages/0/content").asText())
        .isEqualTo("look\n[image omitted: the model takes none]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/v1", "/v1/", "/openai/v1"})
  void putsThePathUnderTheBaseUrl(String path) {
    try (FakeEndpoint endpoint = FakeEndpoint.saying(FakeEndpoint.reply("hi"));
        HttpChatClient client =
            client(LlmSettings.of("http://127.0.0.1:" + endpoint.port() + path))) {
      client.send(HELLO).join();
      String expected = path.replaceAll("/$", "") + "/chat/completions";
      assertThat(endpoint.requests().get(0).getTarget()).isEqualTo(expected);
    }
  }

  @Test
  void readsTextFinishAndUsage() {
    ChatReply reply =
        replyTo(
            FakeEndpoint.json(
                """
                {"choices": [{"finish_reason": "length",
                  "message": {"content": "cut", "reasoning_content": "hm", "tool_calls": null}}],
                 "usage": {"prompt_tokens": 50, "completion_tokens": 7,
                   "prompt_tokens_details": {"cached_tokens": 40}}}"""));
    assertThat(reply)
        .isEqualTo(
            new ChatReply("cut", List.of(), FinishReason.LENGTH, new Usage(1, 50, 40, 7, 0)));
  }

  @Test
  void readsToolCallsAlsoOfOlderAndSloppyServers() {
    ChatReply modern =
        replyTo(
            FakeEndpoint.json(
                """
                {"choices": [{"finish_reason": "stop", "message": {"content": null, "tool_calls": [
                  {"id": "x", "function": {"name": "read", "arguments": "{}"}},
                  {"function": {"name": "list", "arguments": {"path": "."}}}]}}]}"""));
    assertThat(modern.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(modern.toolCalls())
        .containsExactly(
            new ToolCall("x", "read", "{}"), new ToolCall("call_1", "list", "{\"path\":\".\"}"));
    ChatReply legacy =
        replyTo(
            FakeEndpoint.json(
                """
                {"choices": [{"finish_reason": "function_call", "message": {"content": "",
                  "function_call": {"name": "read", "arguments": "{}"}}}]}"""));
    assertThat(legacy.toolCalls()).containsExactly(new ToolCall("call_0", "read", "{}"));
  }

  @Test
  void joinsContentThatComesInParts() {
    ChatReply reply =
        replyTo(
            FakeEndpoint.json(
                """
                {"choices": [{"message": {"content": [
                  {"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}}]}"""));
    assertThat(reply.text()).isEqualTo("ab");
    assertThat(reply.usage().completionTokens()).as("estimated").isEqualTo(1);
    assertThat(reply.usage().promptTokens()).as("estimated").isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | RATE_LIMITED",
        "408 | NOT_NOW",
        "409 | NOT_NOW",
        "425 | NOT_NOW",
        "500 | SERVER_ERROR",
        "503 | SERVER_ERROR",
        "529 | SERVER_ERROR"
      })
  void typesStatusesThatMayPass(int status, FailureKind kind) {
    EndpointFailedException failure =
        failed(FakeEndpoint.status(status, "{\"error\": {\"message\": \"too busy\"}}"));
    assertThat(kindOf(failure)).isEqualTo(kind);
    assertThat(failure).hasMessageContaining(status + ": too busy");
    assertThat(failure.usage()).isEqualTo(Usage.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"error\": {\"message\": \"bad key\"}} | bad key",
        "404 | {\"error\": \"no such model\"} | no such model",
        "400 | {\"object\": \"error\", \"message\": \"bad field\"} | bad field",
        "422 | {\"detail\": [{\"msg\": \"missing\", \"loc\": [\"b\"], \"input\": \"SECRET\"}]} | missing at [\"b\"]",
        "403 | <html><h1>Forbidden</h1></html> | Forbidden",
        "402 | '' | refuses",
        "301 | moved | redirects"
      })
  void refusesForGoodWhatCannotPass(int status, String body, String words) {
    assertThatThrownBy(() -> replyTo(FakeEndpoint.status(status, body)))
        .hasCauseInstanceOf(RequestRefusedException.class)
        .hasMessageContaining(words)
        .hasMessageContaining("status " + status)
        .hasMessageNotContaining("SECRET")
        .satisfies(
            e -> assertThat(((RequestRefusedException) e.getCause()).status()).isEqualTo(status));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\": {\"message\": \"x\", \"code\": \"context_length_exceeded\"}}",
        "400 | {\"message\": \"This model's maximum context length is 4096 tokens.\"}",
        "400 | {\"error\": {\"message\": \"the request exceeds the available context size\"}}",
        "500 | {\"error\": {\"message\": \"the request exceeds the available context size\"}}",
        "400 | {\"error\": {\"message\": \"prompt is too long: 9 tokens > 8\"}}",
        "413 | payload too large"
      })
  void tellsRequestsThatAreTooLong(int status, String body) {
    assertThatThrownBy(() -> replyTo(FakeEndpoint.status(status, body)))
        .hasCauseInstanceOf(ContextLengthException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | TRUNCATED",
        "{\"choices\": [{\"mess | TRUNCATED",
        "<html>welcome</html> | UNREADABLE",
        "[] | UNREADABLE",
        "{\"choices\": []} | UNREADABLE",
        "{\"choices\": [{\"message\": \"x\"}]} | UNREADABLE",
        "{\"error\": {\"message\": \"upstream\", \"code\": 502}} | SERVER_ERROR",
        "{\"error\": {\"message\": \"slow down\", \"code\": 429}} | RATE_LIMITED",
        "{\"error\": \"broken\"} | SERVER_ERROR",
        "{\"choices\": [{\"message\": {\"content\": \" \"}}]} | EMPTY"
      })
  void typesRepliesThatAreNone(String body, FailureKind kind) {
    assertThat(kindOf(failed(FakeEndpoint.json(body)))).isEqualTo(kind);
  }

  @Test
  void lowersStructuredOutputOncePerModelToWhatTheEndpointOffers() {
    try (FakeEndpoint endpoint =
            new FakeEndpoint(
                request -> {
                  String type =
                      FakeEndpoint.body(request).path("response_format").path("type").asText();
                  return type.equals("json_schema")
                      ? FakeEndpoint.status(400, "{\"error\": \"unknown response_format\"}")
                      : FakeEndpoint.reply("{}");
                });
        HttpChatClient client = client(endpoint)) {
      client.send(HELLO.withShape(SHAPE)).join();
      client.send(HELLO.withShape(SHAPE)).join();
      assertThat(endpoint.requests()).hasSize(3);
      assertThat(endpoint.body(0).at("/response_format/json_schema"))
          .isEqualTo(tree("{\"name\": \"answer\", \"schema\": {\"type\": \"object\"}}"));
      assertThat(endpoint.body(1).at("/response_format/type").asText()).isEqualTo("json_object");
      assertThat(endpoint.body(2).at("/response_format/type").asText()).isEqualTo("json_object");
    }
  }

  @Test
  void asksWithoutStructuredOutputWhereNoneIsOffered() {
    try (FakeEndpoint endpoint =
            new FakeEndpoint(
                request ->
                    FakeEndpoint.body(request).has("response_format")
                        ? FakeEndpoint.status(422, "no")
                        : FakeEndpoint.reply("{}"));
        HttpChatClient client = client(endpoint)) {
      assertThat(client.send(HELLO.withShape(SHAPE)).join().text()).isEqualTo("{}");
      assertThat(client.send(HELLO.withShape(SHAPE)).join().text()).isEqualTo("{}");
      assertThat(endpoint.requests()).hasSize(4);
    }
  }

  @Test
  void reportsTheFirstRefusalWhenStructuredOutputWasNotTheReason() {
    try (FakeEndpoint endpoint =
            new FakeEndpoint(
                request ->
                    FakeEndpoint.status(
                        400,
                        FakeEndpoint.body(request).has("response_format") ? "first" : "last"));
        HttpChatClient client = client(endpoint)) {
      assertThatThrownBy(() -> client.send(HELLO.withShape(SHAPE)).join())
          .hasCauseInstanceOf(RequestRefusedException.class)
          .hasMessageContaining("first");
    }
  }

  @Test
  void typesConnectionsThatBreak() {
    MockResponse reset =
        new MockResponse.Builder()
            .onResponseStart(new SocketEffect.CloseSocket(true, true, true))
            .build();
    EndpointFailedException broken = failed(reset);
    assertThat(kindOf(broken)).isEqualTo(FailureKind.BROKEN_CONNECTION);
    assertThat(broken.usage().calls()).as("it may be billed").isEqualTo(1);
    MockResponse cut =
        new MockResponse.Builder()
            .body("x".repeat(500_000))
            .onResponseBody(new SocketEffect.CloseSocket(true, true, true))
            .build();
    assertThat(kindOf(failed(cut))).isEqualTo(FailureKind.TRUNCATED);
  }

  @Test
  void typesEndpointsThatCannotBeReached() {
    FakeEndpoint gone = FakeEndpoint.saying(FakeEndpoint.reply("hi"));
    gone.close();
    try (HttpChatClient client = client(gone)) {
      EndpointFailedException failure = failure(client.send(HELLO));
      assertThat(kindOf(failure)).isEqualTo(FailureKind.UNREACHABLE);
      assertThat(failure.usage()).as("nothing was sent").isEqualTo(Usage.NONE);
    }
  }

  @Test
  void givesUpRepliesThatTakeTooLong() {
    LlmSettings hasty =
        LlmSettings.of("http://127.0.0.1:1")
            .withTimeouts(new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(100)));
    MockResponse never =
        new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build();
    try (FakeEndpoint endpoint = FakeEndpoint.saying(never);
        HttpChatClient client = client(at(endpoint, hasty))) {
      assertThat(kindOf(failure(client.send(HELLO)))).isEqualTo(FailureKind.TIMEOUT);
    }
  }

  @Test
  void refusesRepliesOverTheSizeLimit() {
    LlmSettings small = LlmSettings.of("http://127.0.0.1:1").withMaxReplyBytes(1_000);
    try (FakeEndpoint endpoint = FakeEndpoint.saying(FakeEndpoint.reply("x".repeat(2_000)));
        HttpChatClient client = client(at(endpoint, small))) {
      EndpointFailedException failure = failure(client.send(HELLO));
      assertThat(kindOf(failure)).isEqualTo(FailureKind.UNREADABLE);
      assertThat(failure).hasMessageContaining("larger than 1000 bytes");
    }
  }

  @Test
  void cancellingTheFutureCancelsTheRequest() {
    CountDownLatch arrived = new CountDownLatch(1);
    try (FakeEndpoint endpoint =
            new FakeEndpoint(
                request -> {
                  arrived.countDown();
                  return new MockResponse.Builder()
                      .onResponseStart(SocketEffect.Stall.INSTANCE)
                      .build();
                });
        HttpChatClient client = client(endpoint)) {
      CompletableFuture<ChatReply> call = client.send(HELLO);
      await().until(() -> arrived.getCount() == 0);
      assertThat(client.running()).isEqualTo(1);
      call.cancel(true);
      await().until(() -> client.running() == 0);
    }
  }

  @Test
  void readsHowLongTheEndpointAsksToWait() {
    assertThat(retryAfter("3")).contains(Duration.ofSeconds(3));
    assertThat(retryAfter("0.5")).contains(Duration.ofMillis(500));
    assertThat(retryAfter("Thu, 01 Jan 2026 00:00:20 GMT")).contains(Duration.ofSeconds(20));
    assertThat(retryAfter("Wed, 01 Jan 2025 00:00:20 GMT")).contains(Duration.ZERO);
    assertThat(retryAfter("86400")).as("capped").contains(Duration.ofMinutes(10));
    assertThat(retryAfter("soon")).isEmpty();
  }

  private Optional<Duration> retryAfter(String header) {
    return failed(new MockResponse.Builder().code(429).addHeader("Retry-After", header).build())
        .retryAfter();
  }

  private JsonNode bodyOf(ChatRequest request) {
    try (FakeEndpoint endpoint = FakeEndpoint.saying(FakeEndpoint.reply("hi"));
        HttpChatClient client = client(endpoint)) {
      client.send(request).join();
      return endpoint.body(0);
    }
  }

  private ChatReply replyTo(MockResponse response) {
    try (FakeEndpoint endpoint = FakeEndpoint.saying(response);
        HttpChatClient client = client(endpoint)) {
      return client.send(HELLO).join();
    }
  }

  private EndpointFailedException failed(MockResponse response) {
    try (FakeEndpoint endpoint = FakeEndpoint.saying(response);
        HttpChatClient client = client(endpoint)) {
      return failure(client.send(HELLO));
    }
  }

  private static EndpointFailedException failure(CompletableFuture<ChatReply> call) {
    try {
      throw new AssertionError("it succeeded: " + call.join());
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(EndpointFailedException.class);
      return (EndpointFailedException) e.getCause();
    }
  }

  private static FailureKind kindOf(EndpointFailedException failure) {
    return EndpointFault.of(failure).orElseThrow().kind();
  }

  private HttpChatClient client(FakeEndpoint endpoint) {
    return client(LlmSettings.of(endpoint.baseUrl()));
  }

  private HttpChatClient client(LlmSettings settings) {
    return new HttpChatClient(settings, time);
  }

  private static LlmSettings at(FakeEndpoint endpoint, LlmSettings settings) {
    return LlmSettings.of(endpoint.baseUrl())
        .withTimeouts(settings.timeouts())
        .withMaxReplyBytes(settings.maxReplyBytes());
  }

  private static ChatRequest withImage(boolean images) {
    ModelSettings settings =
        new ModelSettings(
            "m",
            OptionalDouble.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            images);
    List<ContentPart> parts =
        List.of(new ContentPart.Text("look"), new ContentPart.Image("data:image/png;base64,AAAA"));
    return ChatRequest.of(
        "test", settings, new ChatMessage(Role.USER, parts, List.of(), Optional.empty()));
  }

  private static JsonNode tree(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
