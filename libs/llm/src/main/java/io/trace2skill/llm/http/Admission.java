// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatClient;
import io.trace2skill.llm.ChatReply;
import io.trace2skill.llm.ChatRequest;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The one queue before the endpoint: requests leave it in the order in which they came, each when
 * all gates let it pass. Waiting costs no thread. One queue for all conditions, because with one
 * queue per condition the requests behind the inner ones would still be sent to an endpoint that
 * just went down. Thread-safe; nothing foreign is called under its lock.
 */
final class Admission implements AutoCloseable {

  private final ChatClient endpoint;
  private final List<Gate> gates;
  private final Queue<Runnable> events;
  private final Prices prices;
  private final UsageLedger ledger;
  private final Timekeeper time;

  private final Object lock = new Object();
  private final Deque<Ticket> queue = new ArrayDeque<>();
  private final Set<Ticket> running = Collections.newSetFromMap(new IdentityHashMap<>());
  private int waiting;
  private boolean closed;
  private @Nullable Runnable forgetAlarm;

  /**
   * @param events what gates want to be told outside of the lock
   */
  Admission(
      ChatClient endpoint,
      List<Gate> gates,
      ConcurrentLinkedQueue<Runnable> events,
      Prices prices,
      UsageLedger ledger,
      Timekeeper time) {
    this.endpoint = endpoint;
    this.gates = List.copyOf(gates);
    this.events = events;
    this.prices = prices;
    this.ledger = ledger;
    this.time = time;
  }

  /**
   * Sends a request when its turn comes.
   *
   * @param onSent told when the request leaves
   */
  Ticket send(ChatRequest request, Runnable onSent) {
    Usage estimate = charge(request, TokenEstimate.ofCall(request));
    Ticket ticket = new Ticket(request, estimate, onSent);
    Stages.onEnd(ticket, (reply, failure) -> abandon(ticket));
    boolean refused;
    synchronized (lock) {
      refused = closed;
      if (!refused) {
        queue.addLast(ticket);
        waiting++;
      }
    }
    if (refused) {
      ticket.cancel(false);
    }
    admit();
    return ticket;
  }

  /** Returns a usage with the price of the request's model. */
  Usage charge(ChatRequest request, Usage usage) {
    return prices.find(request.settings().model()).orElse(Price.FREE).charge(usage);
  }

  int waiting() {
    synchronized (lock) {
      return waiting;
    }
  }

  int inFlight() {
    synchronized (lock) {
      return running.size();
    }
  }

  /** Cancels all requests, those that run and those that wait. */
  @Override
  public void close() {
    List<Ticket> all;
    synchronized (lock) {
      closed = true;
      all = new ArrayList<>(running);
      all.addAll(queue);
      queue.clear();
      waiting = 0;
    }
    all.forEach(ticket -> ticket.cancel(false));
  }

  private void admit() {
    List<Ticket> leaving = new ArrayList<>();
    synchronized (lock) {
      long now = time.nanos();
      for (Ticket head = head(); head != null && mayLeave(head, now); head = head()) {
        queue.removeFirst();
        waiting--;
        running.add(head);
        head.dequeue(now);
        for (Gate gate : gates) {
          gate.enter(head, now);
        }
        leaving.add(head);
      }
    }
    tell();
    leaving.forEach(this::leave);
  }

  /** Returns the first request that is still wanted. */
  private @Nullable Ticket head() {
    Ticket head = queue.peekFirst();
    while (head != null && head.isDone()) {
      queue.removeFirst();
      head = queue.peekFirst();
    }
    return closed ? null : head;
  }

  private boolean mayLeave(Ticket head, long now) {
    long wait = 0;
    for (Gate gate : gates) {
      wait = Math.max(wait, gate.waitOf(head, now));
    }
    if (wait > 0 && wait < Gate.UNTIL_CHANGE) {
      setAlarm(wait);
    }
    return wait == 0;
  }

  private void setAlarm(long wait) {
    if (forgetAlarm != null) {
      forgetAlarm.run();
    }
    forgetAlarm = time.after(Duration.ofNanos(wait), this::admit);
  }

  private void leave(Ticket ticket) {
    ledger.sent(ticket.request());
    ticket.onSent().run();
    CompletableFuture<ChatReply> call = call(ticket.request());
    boolean unwanted;
    synchronized (lock) {
      ticket.sentAs(call);
      unwanted = ticket.isDone();
    }
    Stages.onEnd(call, (reply, failure) -> ended(ticket, reply, failure));
    if (unwanted) {
      call.cancel(false);
    }
  }

  private CompletableFuture<ChatReply> call(ChatRequest request) {
    try {
      return endpoint.send(request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void ended(Ticket ticket, @Nullable ChatReply reply, @Nullable Throwable failure) {
    Usage usage = charge(ticket.request(), usage(ticket.request(), reply, failure));
    Outcome outcome = Outcome.of(failure, usage);
    long now;
    synchronized (lock) {
      now = time.nanos();
      running.remove(ticket);
      for (Gate gate : gates) {
        gate.leave(ticket, outcome, now);
      }
    }
    ledger.ended(ticket.request(), outcome, Duration.ofNanos(now - ticket.sentAt()));
    admit();
    complete(ticket, reply, failure, usage);
  }

  private static Usage usage(
      ChatRequest request, @Nullable ChatReply reply, @Nullable Throwable failure) {
    if (reply != null) {
      return reply.usage();
    }
    return failure instanceof LlmException known
        ? known.usage()
        : TokenEstimate.unanswered(request);
  }

  private static void complete(
      Ticket ticket, @Nullable ChatReply reply, @Nullable Throwable failure, Usage usage) {
    if (reply != null) {
      ticket.complete(new ChatReply(reply.text(), reply.toolCalls(), reply.finishReason(), usage));
    } else if (failure instanceof LlmException known) {
      Usage price = new Usage(0, 0, 0, 0, usage.costMicros());
      ticket.completeExceptionally(known.plus(price));
    } else if (failure != null) {
      ticket.completeExceptionally(failure);
    }
  }

  /** Takes back a request that is cancelled, wherever it is. */
  private void abandon(Ticket ticket) {
    if (!ticket.isCancelled()) {
      return;
    }
    CompletableFuture<ChatReply> call;
    synchronized (lock) {
      call = ticket.sent();
      if (ticket.queued() && !closed) {
        waiting--;
      }
    }
    if (call != null) {
      call.cancel(false);
    } else {
      admit();
    }
  }

  private void tell() {
    for (Runnable event = events.poll(); event != null; event = events.poll()) {
      event.run();
    }
  }
}
