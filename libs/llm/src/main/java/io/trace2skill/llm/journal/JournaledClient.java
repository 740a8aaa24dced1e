// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers from a journal what was answered before, and has the endpoint answer the rest. A reply is
 * handed on only after it is kept, so that no crash after that makes anybody pay for it again;
 * equal requests that run at once are one call. Failures are not kept. A reply carries what it cost
 * when it was bought, also when it comes from the journal: limits of tokens then work out the same
 * whenever an analysis is repeated, and its result still says what it took. Thread-safe.
 *
 * <p>The journal is no condition for the work: what cannot be found out is asked again, and what
 * cannot be kept is handed on, both with a warning.
 */
public final class JournaledClient implements ChatClient {

  private static final Logger LOG = LoggerFactory.getLogger(JournaledClient.class);

  private final ChatClient endpoint;
  private final JournalStore store;
  private final Executor executor;
  private final JournalCounts counts = new JournalCounts();
  private final ConcurrentMap<RequestDigest, SharedCall> running = new ConcurrentHashMap<>();

  /**
   * @param endpoint answers what the journal does not; closed with this client
   * @param store closed with this client, after the endpoint
   * @param executor hands replies on, so that the store's own threads need not; stays the caller's
   */
  public JournaledClient(ChatClient endpoint, JournalStore store, Executor executor) {
    this.endpoint = endpoint;
    this.store = store;
    this.executor = executor;
  }

  /** Returns what the journal has done so far. */
  public JournalReport report() {
    return counts.report();
  }

  @Override
  public CompletableFuture<ChatReply> send(ChatRequest request) {
    RequestDigest digest = RequestDigest.of(request);
    while (true) {
      SharedCall fresh = new SharedCall();
      CompletableFuture<ChatReply> reply = fresh.join().orElseThrow();
      SharedCall known = running.putIfAbsent(digest, fresh);
      if (known == null) {
        find(fresh, digest, request);
        return reply;
      }
      Optional<CompletableFuture<ChatReply>> joined = known.join();
      if (joined.isPresent()) {
        return counted(joined.get());
      }
      running.remove(digest, known);
    }
  }

  private CompletableFuture<ChatReply> counted(CompletableFuture<ChatReply> joined) {
    CompletableFuture<Void> unused =
        joined.thenAccept(reply -> counts.joined(reply.usage())).exceptionally(failure -> null);
    return joined;
  }

  @Override
  public void disown(ChatRequest request) {
    counts.struck();
    CompletableFuture<Void> unused =
        store
            .strike(RequestDigest.of(request))
            .exceptionally(
                failure -> {
                  LOG.warn("a reply that is of no use stays in the journal", cause(failure));
                  return null;
                });
  }

  @Override
  public void close() {
    running.values().forEach(SharedCall::cancel);
    endpoint.close();
    store.close();
  }

  private void find(SharedCall call, RequestDigest digest, ChatRequest request) {
    CompletableFuture<Optional<byte[]>> search = store.find(digest);
    call.waitsFor(search);
    CompletableFuture<Optional<byte[]>> entry =
        search.exceptionally(failure -> unreadable(call, digest, failure));
    // Most calls are new, and an index in memory knows that at once.
    CompletableFuture<Void> unused =
        entry.isDone()
            ? entry.thenAccept(found -> found(call, digest, request, found))
            : entry.thenAcceptAsync(found -> found(call, digest, request, found), executor);
  }

  private Optional<byte[]> unreadable(SharedCall call, RequestDigest digest, Throwable failure) {
    if (!call.isOver()) {
      counts.unread();
      LOG.warn("the journal cannot be read, so the model is asked {}", digest, cause(failure));
    }
    return Optional.empty();
  }

  private void found(
      SharedCall call, RequestDigest digest, ChatRequest request, Optional<byte[]> entry) {
    if (call.isOver()) {
      running.remove(digest, call);
      return;
    }
    Optional<ChatReply> known = entry.flatMap(bytes -> read(digest, bytes));
    if (known.isPresent()) {
      counts.hit(known.get().usage());
      call.replied();
      handOn(call, digest, known.get());
    } else {
      ask(call, digest, request);
    }
  }

  private Optional<ChatReply> read(RequestDigest digest, byte[] entry) {
    try {
      return Optional.of(JournalEntry.read(entry).reply());
    } catch (IOException e) {
      counts.unread();
      LOG.warn("the journal's entry {} cannot be read, so the model is asked anew", digest, e);
      return Optional.empty();
    }
  }

  private void ask(SharedCall call, RequestDigest digest, ChatRequest request) {
    counts.asked();
    CompletableFuture<ChatReply> asked;
    try {
      asked = endpoint.send(request);
    } catch (RuntimeException e) {
      asked = CompletableFuture.failedFuture(e);
    }
    call.waitsFor(asked);
    CompletableFuture<ChatReply> unused =
        asked.whenComplete(
            (reply, failure) -> {
              if (reply != null) {
                call.replied();
                keep(call, digest, request, reply);
              } else {
                running.remove(digest, call);
                call.fail(cause(failure));
              }
            });
  }

  private void keep(SharedCall call, RequestDigest digest, ChatRequest request, ChatReply reply) {
    CompletableFuture<Void> kept;
    try {
      kept = store.put(digest, JournalEntry.of(request, reply).bytes());
    } catch (RuntimeException e) {
      kept = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<Void> unused =
        kept.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                counts.unkept();
                LOG.warn(
                    "the reply to {} cannot be kept; asked for again, it is paid for again",
                    digest,
                    cause(failure));
              }
              handOn(call, digest, reply);
            });
  }

  private void handOn(SharedCall call, RequestDigest digest, ChatReply reply) {
    running.remove(digest, call);
    try {
      executor.execute(() -> call.succeed(reply));
    } catch (RejectedExecutionException closed) {
      call.succeed(reply);
    }
  }

  private static Throwable cause(@Nullable Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return failure.getCause();
    }
    return failure == null ? new IllegalStateException("neither a reply nor a failure") : failure;
  }
}
