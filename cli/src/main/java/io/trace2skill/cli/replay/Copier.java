// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.cli.cluster.TopicReader;
import io.trace2skill.cli.run.RunCluster;
import io.trace2skill.cli.run.RunFailedException;
import io.trace2skill.cli.run.RunListener;
import io.trace2skill.cli.run.Source;
import io.trace2skill.cli.run.StopSignal;
import io.trace2skill.cli.run.StoppedException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Copies what an evolution learns from into its own topic. Each chunk and the place after it in the
 * log are one transaction, so a copier that goes on after a kill leaves nothing out and repeats
 * nothing. One thread only.
 */
final class Copier implements Source, AutoCloseable {

  private final Producer<String, byte[]> producer;
  private final LogReader log;
  private final Selection selection;
  private final RunListener listener;
  private final StopSignal stop;
  private final Set<String> trajectories = new HashSet<>();
  private long duplicates;

  /**
   * Ends what an earlier copier left open, and goes on where it was.
   *
   * @param log made by the caller only after this, because places in it may be open until then
   */
  Copier(
      RunCluster own,
      EvolutionNames names,
      String target,
      Supplier<LogReader> log,
      Selection selection,
      RunListener listener,
      StopSignal stop) {
    this.selection = selection;
    this.listener = listener;
    this.stop = stop;
    this.producer = own.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, names.copyGroup()));
    producer.initTransactions();
    try (TopicReader<String> copied = TopicReader.ofText(own.clientSettings(), List.of(target))) {
      copied.readToEnd(copy -> trajectories.add(selection.trajectoryId(copy)));
    }
    this.log = log.get();
  }

  /**
   * Copies the next chunk.
   *
   * @return whether there was anything left to read
   * @throws StoppedException when the run is asked to stop; the chunk is not copied then
   * @throws RunFailedException when the cluster refuses it
   */
  boolean copyNext() throws StoppedException, RunFailedException {
    if (log.isDone()) {
      return false;
    }
    Chunk chunk = new Chunk();
    while (!chunk.isFull() && !log.isAtEnd()) {
      stop.check();
      Optional<ConsumerRecord<String, byte[]>> record = log.next();
      if (record.isPresent()) {
        chunk.see();
        take(record.get(), chunk);
      }
    }
    write(chunk);
    log.advance();
    return true;
  }

  private void take(ConsumerRecord<String, byte[]> record, Chunk chunk) {
    try {
      Optional<Selection.Selected> selected = selection.select(record);
      if (selected.isPresent() && !trajectories.add(selected.get().trajectoryId())) {
        duplicates++;
      } else if (selected.isPresent()) {
        chunk.add(selected.get().copies());
      }
    } catch (SerializationException e) {
      listener.warn(
          "%s-%d@%d is left out: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()));
    }
  }

  private void write(Chunk chunk) throws RunFailedException {
    try {
      producer.beginTransaction();
      for (ProducerRecord<String, byte[]> copy : chunk.copies()) {
        var unused = producer.send(copy); // what fails, fails the commit
      }
      producer.sendOffsetsToTransaction(log.place(), log.group());
      producer.commitTransaction();
    } catch (ProducerFencedException e) {
      throw new RunFailedException("another process replays this evolution and goes on with it", e);
    } catch (KafkaException e) {
      throw new RunFailedException("the log cannot be copied", e);
    }
  }

  @Override
  public long read() {
    return trajectories.size() + duplicates;
  }

  @Override
  public int inTopic() {
    return trajectories.size();
  }

  @Override
  public long duplicates() {
    return duplicates;
  }

  @Override
  public long rejections() {
    return 0;
  }

  @Override
  public void close() {
    log.close();
    producer.close();
  }
}
