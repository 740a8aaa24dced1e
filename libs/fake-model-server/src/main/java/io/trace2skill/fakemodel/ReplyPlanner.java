// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Decides what a request gets: the model's answer, a fault, or both. Thread-safe. */
final class ReplyPlanner {

  private static final int SLOWER = 10;

  private final FakeModelSettings settings;
  private final ReplyMaker model;
  private final CallLog log;
  private final RequestReader reader;
  private final ReplyWriter writer = new ReplyWriter();

  ReplyPlanner(FakeModelSettings settings, ReplyMaker model, CallLog log) {
    this.settings = settings;
    this.model = model;
    this.log = log;
    this.reader = new RequestReader(settings.markers());
  }

  /** Returns what the body of a request gets. */
  PlannedReply plan(byte[] body, int inFlight) {
    String digest = RequestReader.digest(body);
    int attempt = log.attemptOf(digest);
    FakeRequest request;
    try {
      request = reader.read(body, digest, attempt);
    } catch (IOException e) {
      return error(400, "not a chat completion's request: " + e.getMessage(), digest, attempt);
    }
    if (inFlight > settings.limitInFlight().orElse(Integer.MAX_VALUE)) {
      return refused(request, FaultKind.RATE_LIMITED);
    }
    return answer(request, body.length);
  }

  private PlannedReply answer(FakeRequest request, long promptBytes) {
    FakeReply reply = ask(request);
    if (reply.status() != 200) {
      return planned(
          request,
          reply.status(),
          writer.error(reply.status(), reply.text()),
          reply.fault(),
          reply);
    }
    Draw draw = draw(request);
    Optional<FaultKind> fault = reply.fault().or(() -> drawn(draw, request.attempt()));
    if (fault.isPresent() && !fault.get().isBilled()) {
      return refused(request, fault.get());
    }
    String text = fault.map(kind -> damaged(kind, reply.text(), draw)).orElse(reply.text());
    FakeReply spoken =
        fault.isPresent() && silencesTools(fault.get()) ? reply.withoutTools() : reply;
    boolean cut = fault.filter(kind -> kind == FaultKind.LENGTH).isPresent();
    ByteBuffer body = writer.completion(request, spoken, text, cut, promptBytes);
    return planned(request, 200, body, fault, reply);
  }

  private Draw draw(FakeRequest request) {
    return new Draw(settings.seed(), request.digest(), request.attempt());
  }

  private FakeReply ask(FakeRequest request) {
    try {
      return model.reply(request);
    } catch (RuntimeException e) {
      return FakeReply.error(500, "the fake model failed: " + e);
    }
  }

  private Optional<FaultKind> drawn(Draw draw, int attempt) {
    double left = draw.uniform("fault");
    for (Fault fault : settings.faults()) {
      if (attempt > fault.attempts()) {
        continue;
      }
      left -= fault.rate();
      if (left < 0) {
        return Optional.of(fault.kind());
      }
    }
    return Optional.empty();
  }

  private static String damaged(FaultKind kind, String text, Draw draw) {
    return switch (kind) {
      case NONSENSE -> Damage.nonsense(draw);
      case MALFORMED -> Damage.malformed(text, draw);
      case EMPTY -> "";
      case LENGTH -> Damage.cut(text);
      default -> text;
    };
  }

  private static boolean silencesTools(FaultKind kind) {
    return kind == FaultKind.NONSENSE || kind == FaultKind.EMPTY;
  }

  private PlannedReply planned(
      FakeRequest request,
      int status,
      ByteBuffer body,
      Optional<FaultKind> fault,
      FakeReply reply) {
    Duration latency = settings.latency().of(draw(request));
    boolean slow = fault.filter(kind -> kind == FaultKind.SLOW).isPresent();
    return new PlannedReply(
        request.purpose(),
        request.model(),
        request.digest(),
        request.attempt(),
        status,
        body,
        fault,
        slow ? latency.multipliedBy(SLOWER) : latency,
        reply.gate(),
        OptionalLong.empty());
  }

  /** Comes at once: an endpoint that has no room does not take its time. */
  private PlannedReply refused(FakeRequest request, FaultKind kind) {
    boolean limited = kind == FaultKind.RATE_LIMITED;
    int status = limited ? 429 : 500;
    return new PlannedReply(
        request.purpose(),
        request.model(),
        request.digest(),
        request.attempt(),
        status,
        writer.error(status, limited ? "too many requests" : "internal error"),
        Optional.of(kind),
        Duration.ZERO,
        CompletableFuture.completedFuture(null),
        limited ? OptionalLong.of(retryAfterSeconds()) : OptionalLong.empty());
  }

  private long retryAfterSeconds() {
    return settings.retryAfter().plusMillis(999).toSeconds();
  }

  private PlannedReply error(int status, String message, String digest, int attempt) {
    return new PlannedReply(
        "",
        "",
        digest,
        attempt,
        status,
        writer.error(status, message),
        Optional.empty(),
        Duration.ZERO,
        CompletableFuture.completedFuture(null),
        OptionalLong.empty());
  }
}
