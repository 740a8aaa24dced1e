// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.kafka.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that are open in partitions although their coordinator has ended them. A broker that
 * was killed while a commit was on its way sends the rest of it when it comes back; as the only one
 * of its cluster it then loses its old session, its partitions are without a leader for a moment,
 * and it takes them for deleted. Whoever reads what is committed would wait there for ever, and the
 * other partitions of the transaction have the commit already.
 */
public final class HangingTransactions {

  private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

  private final Admin admin;
  private final TransactionMarkers markers;

  /**
   * @param admin a client of the broker
   * @param broker the broker
   */
  public HangingTransactions(Admin admin, EmbeddedKafka broker) {
    this.admin = admin;
    this.markers = new TransactionMarkers(broker.port());
  }

  /**
   * Ends them as their coordinator has: commits what it has committed, and aborts the others. To be
   * called while no producer has a transaction, because one that ends in the middle of this looks
   * the same, and when all partitions have a leader.
   *
   * @return how many there were, partitions counted one by one
   * @throws ExecutionException when the broker does not tell
   * @throws IOException when the broker does not take an end
   */
  public int end() throws ExecutionException, InterruptedException, IOException {
    Map<Long, TransactionDescription> coordinated = coordinated();
    Map<TopicPartition, PartitionProducerState> producers =
        admin.describeProducers(partitions()).all().get();
    List<Marker> ends = new ArrayList<>();
    producers.forEach(
        (partition, state) ->
            state.activeProducers().stream()
                .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                .filter(producer -> !isOpen(partition, coordinated.get(producer.producerId())))
                .map(producer -> marker(partition, producer, coordinated))
                .forEach(ends::add));
    for (Marker end : ends) {
      LOG.warn("the end of a transaction did not reach its partition: {}", end);
      markers.write(end);
    }
    return ends.size();
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

  private static Marker marker(
      TopicPartition partition,
      ProducerState producer,
      Map<Long, TransactionDescription> coordinated) {
    TransactionDescription transaction = coordinated.get(producer.producerId());
    if (transaction != null && isCommitted(producer, transaction)) {
      return marker(partition, producer, transaction.producerEpoch(), TransactionResult.COMMIT);
    }
    return marker(partition, producer, producer.producerEpoch(), TransactionResult.ABORT);
  }

  private static Marker marker(
      TopicPartition partition, ProducerState producer, int epoch, TransactionResult result) {
    return new Marker(
        partition,
        producer.producerId(),
        (short) epoch,
        producer.coordinatorEpoch().orElse(0),
        result);
  }

  /** The end of a transaction carries the next epoch, or the same with older producers. */
  private static boolean isCommitted(ProducerState producer, TransactionDescription transaction) {
    int ahead = transaction.producerEpoch() - producer.producerEpoch();
    return transaction.state() == TransactionState.COMPLETE_COMMIT && (ahead == 0 || ahead == 1);
  }
}
