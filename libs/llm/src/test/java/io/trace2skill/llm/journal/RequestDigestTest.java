// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.llm.ChatMessage;
import io.trace2skill.llm.ChatMessage.Role;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.ContentPart;
import io.trace2skill.llm.ModelSettings;
import io.trace2skill.llm.ResponseShape;
import io.trace2skill.llm.ToolCall;
import io.trace2skill.llm.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What makes two requests the same. */
final class RequestDigestTest {

  private static final ModelSettings MODEL = settings("m", 0.5, 7, 100, "{\"a\":1}", true);

  private static ModelSettings settings(
      String model, double temperature, long seed, int maxTokens, String extra, boolean images) {
    return new ModelSettings(
        model,
        OptionalDouble.of(temperature),
        OptionalLong.of(seed),
        OptionalInt.of(maxTokens),
        Optional.of(extra),
        images);
  }

  private static ChatRequest request(ModelSettings settings, ChatMessage... messages) {
    return new ChatRequest(
        "analysis",
        settings,
        List.of(messages),
        List.of(new ToolDefinition("read", "reads", "{}")),
        Optional.of(new ResponseShape("patch", "{}")));
  }

  private static ChatRequest request(ModelSettings settings) {
    return request(settings, conversation("why?", "c1", "{\"x\":1}", "data:1"));
  }

  private static ChatMessage[] conversation(
      String question, String callId, String arguments, String image) {
    return new ChatMessage[] {
      ChatMessage.system("You analyse."),
      new ChatMessage(
          Role.USER,
          List.of(new ContentPart.Text(question), new ContentPart.Image(image)),
          List.of(),
          Optional.empty()),
      new ChatMessage(
          Role.ASSISTANT,
          List.of(),
          List.of(new ToolCall(callId, "read", arguments)),
          Optional.empty()),
      ChatMessage.toolResult(callId, "42")
    };
  }

  private static String digest(ChatRequest request) {
    return RequestDigest.of(request).toString();
  }

  @Test
  void equalRequestsHaveEqualDigests() {
    RequestDigest first = RequestDigest.of(request(MODEL));
    RequestDigest second = RequestDigest.of(request(MODEL));

    assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
    assertThat(first.bytes()).hasSize(32).isEqualTo(second.bytes());
    assertThat(first.toString()).matches("[0-9a-f]{64}");
  }

  @Test
  void whateverAModelSeesChangesTheDigest() {
    ChatRequest base = request(MODEL);
    ModelSettings bare = ModelSettings.of("m");
    List<ChatRequest> different = new ArrayList<>();
    different.add(base);
    different.add(request(settings("n", 0.5, 7, 100, "{\"a\":1}", true)));
    different.add(request(settings("m", 0.6, 7, 100, "{\"a\":1}", true)));
    different.add(request(settings("m", 0.5, 8, 100, "{\"a\":1}", true)));
    different.add(request(settings("m", 0.5, 7, 101, "{\"a\":1}", true)));
    different.add(request(settings("m", 0.5, 7, 100, "{\"a\":2}", true)));
    different.add(request(settings("m", 0.5, 7, 100, "{\"a\":\"1\"}", true)));
    different.add(request(settings("m", 0.5, 7, 100, "{\"a\":1}", false)));
    different.add(request(bare));
    different.add(request(MODEL, conversation("who?", "c1", "{\"x\":1}", "data:1")));
    different.add(request(MODEL, conversation("why?", "c2", "{\"x\":1}", "data:1")));
    different.add(request(MODEL, conversation("why?", "c1", "{\"x\":2}", "data:1")));
    different.add(request(MODEL, conversation("why?", "c1", "{\"x\":1}", "data:2")));
    different.add(request(MODEL, ChatMessage.user("ab"), ChatMessage.user("c")));
    different.add(request(MODEL, ChatMessage.user("a"), ChatMessage.user("bc")));
    different.add(request(MODEL, ChatMessage.user("abc")));
    different.add(request(MODEL, ChatMessage.system("abc")));
    different.add(base.withTools(List.of()));
    different.add(base.withTools(List.of(new ToolDefinition("write", "reads", "{}"))));
    different.add(base.withTools(List.of(new ToolDefinition("read", "writes", "{}"))));
    different.add(base.withTools(List.of(new ToolDefinition("read", "reads", "{\"a\":1}"))));
    different.add(base.withShape(new ResponseShape("patches", "{}")));
    different.add(base.withShape(new ResponseShape("patch", "{\"a\":1}")));
    different.add(new ChatRequest("x", MODEL, base.messages(), base.tools(), Optional.empty()));

    Set<String> digests =
        different.stream().map(RequestDigestTest::digest).collect(Collectors.toSet());

    assertThat(digests).hasSameSizeAs(different);
  }

  @Test
  void thePurposeIsNotSentAndDoesNotCount() {
    ChatRequest base = request(MODEL);
    ChatRequest other =
        new ChatRequest("other", MODEL, base.messages(), base.tools(), base.shape());

    assertThat(digest(other)).isEqualTo(digest(base));
  }

  @Test
  void theOrderOfExtraFieldsDoesNotCount() {
    ModelSettings one = settings("m", 0, 1, 1, "{\"a\":1,\"b\":{\"c\":[1,2],\"d\":null}}", false);
    ModelSettings same =
        settings("m", 0, 1, 1, "{ \"b\": {\"d\":null, \"c\":[1, 2]}, \"a\": 1 }", false);
    ModelSettings other = settings("m", 0, 1, 1, "{\"a\":1,\"b\":{\"c\":[2,1],\"d\":null}}", false);

    assertThat(digest(request(same))).isEqualTo(digest(request(one)));
    assertThat(digest(request(other))).isNotEqualTo(digest(request(one)));
  }

  @Test
  void imagesThatAreNotSentDoNotCount() {
    ModelSettings blind = settings("m", 0, 1, 1, "{}", false);

    assertThat(digest(request(blind, conversation("why?", "c", "{}", "data:1"))))
        .isEqualTo(digest(request(blind, conversation("why?", "c", "{}", "data:2"))));
  }
}
