// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.analyst.Analysis;
import io.trace2skill.analyst.Analysis.NoLesson;
import io.trace2skill.analyst.Analysis.Proposed;
import io.trace2skill.analyst.topology.AcceptedTrajectory.Summary;
import io.trace2skill.async.AsyncCalls;
import io.trace2skill.async.Completion;
import io.trace2skill.async.Completion.Failed;
import io.trace2skill.async.Completion.Succeeded;
import io.trace2skill.avro.AnalysisEvent;
import io.trace2skill.llm.LlmException;
import io.trace2skill.llm.Usage;
import io.trace2skill.schemas.DeadLetter;
import io.trace2skill.schemas.Topics;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Accepts trajectories, has them analysed and reports what became of each. Every accepted
 * trajectory yields a STARTED event in the transaction that accepts it and exactly one event of
 * another kind later. One that is tried again after a failure is accepted again, so that the books
 * stay balanced. Stream thread only.
 */
final class AnalystProcessor implements Processor<byte[], byte[], byte[], byte[]> {

  static final String PATCHES = "patches";
  static final String DEAD_LETTERS = "dead-letters";

  /** Leaves room for key, headers and framing below what the topic takes. */
  private static final int MAX_EVENT_BYTES = Topics.MAX_RECORD_BYTES - 64 * 1024;

  private final AnalystParts parts;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init first
  private ProcessorContext<byte[], byte[]> context;

  @SuppressWarnings("NullAway.Init")
  private Books books;

  @SuppressWarnings("NullAway.Init")
  private SeenTrajectories seen;

  @SuppressWarnings("NullAway.Init")
  private AsyncCalls<AcceptedTrajectory, Analysis> calls;

  AnalystProcessor(AnalystParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    books = new Books(parts.counters(), context);
    seen = new SeenTrajectories(context, parts.config().dedupRetention());
    parts.bases().open(context);
    calls = parts.stage().calls(context, this::complete);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    String origin = context.recordMetadata().map(AnalystProcessor::origin).orElse("");
    AcceptedTrajectory accepted;
    try {
      accepted = parts.intake().accept(record, origin);
    } catch (SerializationException e) {
      books.undecodable();
      deadLetter(record.key(), record.value(), record.timestamp(), letter(e, "decode", origin));
      return;
    }
    Summary summary = accepted.summary();
    boolean again = DeadLetter.isRetry(record.headers());
    long now = context.currentSystemTimeMs();
    if (!seen.remember(summary.skill(), summary.trajectoryId(), again, now)) {
      books.duplicate();
      return;
    }
    books.accepted();
    forward(summary, parts.events().started(summary));
    Optional<String> refusal = parts.config().signals().refusal(summary.outcome());
    if (refusal.isPresent()) {
      noLesson(summary, new NoLesson(refusal.get()), 0);
    } else {
      calls.submit(accepted);
    }
  }

  @Override
  public void close() {
    calls.close();
    books.close();
  }

  private void complete(Completion<AcceptedTrajectory, Analysis> completion) {
    AcceptedTrajectory accepted = completion.request();
    if (completion instanceof Failed<AcceptedTrajectory, Analysis> failed) {
      fail(accepted, failed.cause(), LlmException.usageIn(failed.cause()), failed.attempts());
      return;
    }
    Analysis analysis = ((Succeeded<AcceptedTrajectory, Analysis>) completion).result();
    if (analysis instanceof NoLesson none) {
      noLesson(accepted.summary(), none, completion.attempts());
    } else {
      propose(accepted, (Proposed) analysis, completion.attempts());
    }
  }

  private void propose(AcceptedTrajectory accepted, Proposed proposed, int attempts) {
    Summary summary = accepted.summary();
    byte[] event = encoded(parts.events().proposed(summary, proposed, attempts));
    if (event.length > MAX_EVENT_BYTES) {
      String reason =
          "the patch has %d bytes and at most %d pass".formatted(event.length, MAX_EVENT_BYTES);
      fail(accepted, new IllegalStateException(reason), proposed.usage(), attempts);
      return;
    }
    books.patched(proposed.usage());
    forward(summary, event);
  }

  private void noLesson(Summary summary, NoLesson none, int attempts) {
    books.noLesson(none.usage());
    forward(summary, parts.events().noLesson(summary, none, attempts));
  }

  private void fail(AcceptedTrajectory accepted, Throwable cause, Usage usage, int attempts) {
    books.failed(usage);
    Summary summary = accepted.summary();
    seen.failed(summary.skill(), summary.trajectoryId(), context.currentSystemTimeMs());
    DeadLetter letter = letter(cause, "analysis", summary.origin());
    forward(summary, parts.events().failed(summary, letter.reason(), usage, attempts));
    deadLetter(accepted.key(), accepted.value(), summary.eventTime(), letter);
  }

  private void forward(Summary summary, AnalysisEvent event) {
    forward(summary, encoded(event));
  }

  private void forward(Summary summary, byte[] event) {
    byte[] key = summary.skill().getBytes(UTF_8);
    context.forward(new Record<>(key, event, summary.eventTime()), PATCHES);
  }

  private void deadLetter(
      byte @Nullable [] key, byte @Nullable [] value, long timestamp, DeadLetter letter) {
    context.forward(new Record<>(key, value, timestamp, letter.headers()), DEAD_LETTERS);
  }

  private byte[] encoded(AnalysisEvent event) {
    return parts.eventSerializer().serialize(parts.topics().patches(), event);
  }

  private static DeadLetter letter(Throwable cause, String stage, String origin) {
    String message = cause.getMessage();
    String reason = message == null || message.isBlank() ? cause.toString() : message;
    return new DeadLetter(
        AnalysisEvents.shortened(reason), stage, cause.getClass().getName(), origin);
  }

  private static String origin(RecordMetadata metadata) {
    return metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset();
  }
}
