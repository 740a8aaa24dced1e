// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The {@code processing.exception.handler} for {@link AsyncProcessorSupplier#deadLetters}. It sends
 * the records of calls that failed for good to the topic {@code
 * errors.dead.letter.queue.topic.name}, in the transaction that forgets them.
 *
 * <p>Other exceptions: a record whose processing throws becomes a dead letter too, as with {@link
 * LogAndContinueProcessingExceptionHandler}. What is thrown where there is no record, in a
 * punctuator or a completion handler, stops the stream thread: Kafka Streams would go on without
 * anything to show for it.
 */
public final class DeadLetterExceptionHandler implements ProcessingExceptionHandler {

  private final ProcessingExceptionHandler withRecord =
      new LogAndContinueProcessingExceptionHandler();
  private final ProcessingExceptionHandler withoutRecord =
      new LogAndFailProcessingExceptionHandler();

  /** Creates the handler; called by Kafka Streams. */
  public DeadLetterExceptionHandler() {}

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (exception instanceof DeadLetterException failed) {
      return Response.resume(failed.letters());
    }
    return (context.topic() == null ? withoutRecord : withRecord)
        .handleError(context, record, exception);
  }

  @Override
  public void configure(Map<String, ?> configs) {
    withRecord.configure(configs);
    // Not the other one: with a topic it would write empty dead letters, which are aborted anyway.
  }
}
