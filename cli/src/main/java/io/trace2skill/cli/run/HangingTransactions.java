// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that are open in partitions although their coordinator has ended them: the end did
 * not reach partitions that had no leader at that moment, as when a starved broker loses its
 * session. Whoever reads what is committed would wait at them for ever.
 */
final class HangingTransactions {

  private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

  private final Admin admin;

  HangingTransactions(Admin admin) {
    this.admin = admin;
  }

  /**
   * Aborts them. To be called while no producer has a transaction, because one that ends in the
   * middle of this looks the same.
   *
   * @return how many there were, partitions counted one by one
   */
  int abort() throws ExecutionException, InterruptedException {
    Map<Long, TransactionDescription> coordinated = coordinated();
    List<AbortTransactionSpec> hanging = new ArrayList<>();
    Map<TopicPartition, PartitionProducerState> producers =
        admin.describeProducers(partitions()).all().get();
    producers.forEach(
        (partition, state) ->
            state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .filter(producer -> !isOpen(partition, coordinated.get(producer.producerId())))
                .forEach(producer -> hanging.add(abortion(partition, producer))));
    for (AbortTransactionSpec transaction : hanging) {
      LOG.warn("ends a transaction whose end did not reach its partition: {}", transaction);
      admin.abortTransaction(transaction).all().get();
    }
    return hanging.size();
  }

  private Map<Long, TransactionDescription> coordinated()
      throws ExecutionException, InterruptedException {
    List<String> ids =
        admin.listTransactions().all().get().stream()
            .map(TransactionListing::transactionalId)
            .toList();
    Map<Long, TransactionDescription> byProducer = new HashMap<>();
    admin
        .describeTransactions(ids)
        .all()
        .get()
        .values()
        .forEach(transaction -> byProducer.put(transaction.producerId(), transaction));
    return byProducer;
  }

  private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
    Set<String> all = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
    return admin.describeTopics(all).allTopicNames().get().values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(info -> new TopicPartition(topic.name(), info.partition())))
        .toList();
  }

  private static boolean isOpen(
      TopicPartition partition, @Nullable TransactionDescription transaction) {
    return transaction != null && transaction.topicPartitions().contains(partition);
  }

  private static AbortTransactionSpec abortion(TopicPartition partition, ProducerState producer) {
    return new AbortTransactionSpec(
        partition,
        producer.producerId(),
        (short) producer.producerEpoch(),
        producer.coordinatorEpoch().orElse(0));
  }
}
