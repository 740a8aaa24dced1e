// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal on a real broker. */
final class CallJournalIT {

  private static final int PARTITIONS = 3;
  private static final int MAX_RECORD_BYTES = 1 << 20;

  @TempDir private static Path dir;
  private static EmbeddedKafka kafka;
  private static int topics;

  private final String topic = "call-journal-" + ++topics;

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = EmbeddedKafka.start(dir);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  private JournalSettings settings() {
    return JournalSettings.of(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "reconnect.backoff.max.ms", 100),
        topic,
        MAX_RECORD_BYTES);
  }

  private void createTopic() throws Exception {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  private static byte[] key(String name) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(CallJournal journal, String name, String entry) {
    journal.put(key(name), entry.getBytes(UTF_8)).join();
  }

  private static Optional<String> find(CallJournal journal, String name) {
    return journal.find(key(name)).join().map(bytes -> new String(bytes, UTF_8));
  }

  @Test
  void whatWasPutIsFoundHereElsewhereAndAfterARestartOfTheBroker() throws Exception {
    createTopic();
    try (CallJournal one = CallJournal.open(settings());
        CallJournal other = CallJournal.open(settings())) {
      assertThat(find(one, "a")).isEmpty();
      assertThat(find(other, "a")).isEmpty();

      put(one, "a", "answer a");
      put(one, "b", "answer b");

      assertThat(find(one, "a")).contains("answer a");
      await().untilAsserted(() -> assertThat(find(other, "b")).contains("answer b"));
    }
    kafka.close();
    kafka = EmbeddedKafka.start(dir);
    try (CallJournal later = CallJournal.open(settings())) {
      // The first search waits until the journal knows what the topic holds.
      assertThat(find(later, "a")).contains("answer a");
      assertThat(find(later, "b")).contains("answer b");
      assertThat(find(later, "c")).isEmpty();
    }
  }

  @Test
  void manyEntriesAreFoundAtOnceWhereverTheyAre() throws Exception {
    createTopic();
    int entries = 2_000;
    try (CallJournal journal = CallJournal.open(settings())) {
      assertThat(find(journal, "none")).isEmpty();
      List<CompletableFuture<Void>> puts = new ArrayList<>();
      for (int i = 0; i < entries; i++) {
        puts.add(journal.put(key("k" + i), ("answer " + i + " ".repeat(500)).getBytes(UTF_8)));
      }
      puts.forEach(CompletableFuture::join);
    }
    try (CallJournal later = CallJournal.open(settings())) {
      List<CompletableFuture<Optional<byte[]>>> found = new ArrayList<>();
      for (int i = entries - 1; i >= 0; i -= 3) {
        found.add(later.find(key("k" + i)));
      }
      for (int i = entries - 1, at = 0; i >= 0; i -= 3, at++) {
        assertThat(found.get(at).join().map(bytes -> new String(bytes, UTF_8).strip()))
            .contains("answer " + i);
      }
      assertThat(later.size()).isEqualTo(entries);
    }
  }

  @Test
  void theLatestEntryCountsAndAStruckOneIsGone() throws Exception {
    createTopic();
    try (CallJournal journal = CallJournal.open(settings())) {
      assertThat(find(journal, "a")).isEmpty();
      put(journal, "a", "old");
      put(journal, "a", "new");
      put(journal, "b", "useless");
      journal.strike(key("b")).join();

      assertThat(find(journal, "a")).contains("new");
      assertThat(find(journal, "b")).isEmpty();
    }
    try (CallJournal later = CallJournal.open(settings())) {
      assertThat(find(later, "a")).contains("new");
      assertThat(find(later, "b")).isEmpty();
    }
    List<String> read = new ArrayList<>();
    new JournalReader(settings())
        .read(record -> record.entry().map(bytes -> new String(bytes, UTF_8)).ifPresent(read::add));
    assertThat(read).containsExactlyInAnyOrder("old", "new", "useless");
  }

  @Test
  void whatRetentionHasTakenIsNotFoundAndDoesNotHoldAnybodyUp() throws Exception {
    createTopic();
    try (CallJournal journal = CallJournal.open(settings())) {
      assertThat(find(journal, "a")).isEmpty();
      put(journal, "a", "old");
      try (Admin admin = admin()) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
          admin
              .deleteRecords(
                  Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1)))
              .all()
              .get();
        }
      }

      assertThat(journal.find(key("a")))
          .succeedsWithin(Duration.ofSeconds(10))
          .isEqualTo(Optional.empty());
      put(journal, "a", "bought again");
      assertThat(find(journal, "a")).contains("bought again");
    }
  }

  @Test
  void aJournalMayBeOpenedBeforeItsTopicExists() throws Exception {
    try (CallJournal journal = CallJournal.open(settings())) {
      CompletableFuture<Optional<byte[]>> search = journal.find(key("a"));
      assertThatThrownBy(journal.put(key("a"), new byte[1])::join)
          .hasMessageContaining("the topic " + topic + " is not there");
      assertThat(search).isNotDone();

      createTopic();

      assertThat(search).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Optional.empty());
      put(journal, "a", "answer");
      assertThat(find(journal, "a")).contains("answer");
    }
  }

  @Test
  void aTopicThatDoesNotComeIsNotWaitedForForEver() throws IOException {
    JournalSettings impatient = settings().withStartPatience(Duration.ofMillis(200));
    try (CallJournal journal = CallJournal.open(impatient)) {
      assertThat(journal.find(key("a")))
          .succeedsWithin(Duration.ofSeconds(10))
          .isEqualTo(Optional.empty());
    }
  }

  @Test
  void anEntryThatIsTooLargeFailsAloneAndKeysMustBeDigests() throws Exception {
    createTopic();
    try (CallJournal journal = CallJournal.open(settings())) {
      assertThat(find(journal, "a")).isEmpty();

      assertThatThrownBy(journal.put(key("a"), new byte[MAX_RECORD_BYTES + 1])::join)
          .hasMessageContaining("max.request.size");
      put(journal, "b", "small");
      assertThat(find(journal, "b")).contains("small");
      assertThatThrownBy(() -> journal.find(new byte[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at least 16 bytes");
    }
  }

  @Test
  void closingCancelsSearchesThatWait() {
    CompletableFuture<Optional<byte[]>> search;
    try (CallJournal journal = CallJournal.open(settings())) {
      search = journal.find(key("a"));
    }
    assertThat(search).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(Optional.empty());
  }
}
