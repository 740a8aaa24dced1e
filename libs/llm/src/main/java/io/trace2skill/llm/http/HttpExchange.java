// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.RequestRefusedException;
import io.trace2skill.llm.Usage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** One request and its answer; two or three requests when structured output is not offered. */
final class HttpExchange implements Callback {

  private static final long LONGEST_ERROR = 64 << 10;

  private final HttpChatClient client;
  private final ChatRequest request;
  private final CompletableFuture<ChatReply> reply = new CompletableFuture<>();
  private StructuredOutput way;
  private JsonBody body;
  private @Nullable LlmException firstRefusal;
  private volatile @Nullable Call call;

  HttpExchange(HttpChatClient client, ChatRequest request) {
    this.client = client;
    this.request = request;
    this.way = client.bestOffered(request);
    this.body = client.body(request, way);
    Stages.onEnd(reply, (result, failure) -> cancelIfGone());
  }

  CompletableFuture<ChatReply> reply() {
    return reply;
  }

  void start() {
    Call next = client.newCall(body);
    call = next;
    next.enqueue(this);
    cancelIfGone();
  }

  private void cancelIfGone() {
    Call running = call;
    if (reply.isCancelled() && running != null) {
      running.cancel();
    }
  }

  @Override
  public void onFailure(Call failed, IOException cause) {
    reply.completeExceptionally(noAnswer(cause));
  }

  private LlmException noAnswer(IOException cause) {
    String words = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    if (!body.sent()) {
      return client
          .failures()
          .endpoint(FailureKind.UNREACHABLE, "no connection: " + words, null, Usage.NONE);
    }
    client.distrustIdleConnections();
    return cause instanceof InterruptedIOException
        ? broken(FailureKind.TIMEOUT, "no reply in time: " + words, 0)
        : broken(FailureKind.BROKEN_CONNECTION, "the connection broke: " + words, 0);
  }

  private LlmException broken(FailureKind kind, String message, long bytes) {
    return client.failures().endpoint(kind, message, null, ReplyReading.usageOf(bytes, request));
  }

  @Override
  public void onResponse(Call answered, Response response) {
    try (response) {
      if (response.isSuccessful()) {
        succeed(client.replies().read(bytes(response.body().source()), request));
      } else {
        fail(response.code(), failure(response));
      }
    } catch (LlmException | Error failure) {
      reply.completeExceptionally(failure);
    } catch (RuntimeException bug) {
      // Its message may quote the reply, and nobody waits for a broken future.
      reply.completeExceptionally(
          broken(FailureKind.UNREADABLE, "the reply cannot be read: " + bug.getClass(), 0));
    }
  }

  private byte[] bytes(BufferedSource source) {
    try {
      if (source.request(client.maxReplyBytes() + 1L)) {
        throw broken(
            FailureKind.UNREADABLE,
            "the reply is larger than " + client.maxReplyBytes() + " bytes",
            client.maxReplyBytes());
      }
      return source.readByteArray();
    } catch (InterruptedIOException late) {
      throw broken(FailureKind.TIMEOUT, "the reply did not end in time", source.getBuffer().size());
    } catch (IOException cut) {
      throw broken(
          FailureKind.TRUNCATED,
          "the reply broke off: " + cut.getMessage(),
          source.getBuffer().size());
    }
  }

  private LlmException failure(Response response) {
    return client
        .failures()
        .ofStatus(
            response.code(),
            ErrorBody.parse(errorText(response.body().source())),
            RetryAfter.parse(response.header("Retry-After"), client.time().now()));
  }

  private static String errorText(BufferedSource source) {
    try {
      source.request(LONGEST_ERROR);
    } catch (IOException cut) {
      // The status says enough.
    }
    long size = Math.min(LONGEST_ERROR, source.getBuffer().size());
    return source.getBuffer().snapshot((int) size).utf8();
  }

  private void succeed(ChatReply read) {
    if (firstRefusal != null) {
      client.remember(request, way);
    }
    reply.complete(read);
  }

  private void fail(int status, LlmException failure) {
    boolean maybeShape =
        (status == 400 || status == 422) && failure instanceof RequestRefusedException;
    if (!maybeShape) {
      reply.completeExceptionally(failure);
      return;
    }
    LlmException first = firstRefusal == null ? failure : firstRefusal;
    Optional<StructuredOutput> lesser = way.lesser();
    if (lesser.isEmpty()) {
      reply.completeExceptionally(first);
      return;
    }
    firstRefusal = first;
    way = lesser.get();
    body = client.body(request, way);
    start();
  }
}
