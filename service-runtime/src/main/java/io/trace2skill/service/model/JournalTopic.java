// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.model;

import io.trace2skill.journal.CallJournal;
import io.trace2skill.llm.journal.JournalStore;
import io.trace2skill.llm.journal.RequestDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps a client's replies in the topic of the call journal.
 *
 * @param journal closed with this
 */
public record JournalTopic(CallJournal journal) implements JournalStore {

  @Override
  public CompletableFuture<Optional<byte[]>> find(RequestDigest digest) {
    return journal.find(digest.bytes());
  }

  @Override
  public CompletableFuture<Void> put(RequestDigest digest, byte[] entry) {
    return journal.put(digest.bytes(), entry);
  }

  @Override
  public CompletableFuture<Void> strike(RequestDigest digest) {
    return journal.strike(digest.bytes());
  }

  @Override
  public void close() {
    journal.close();
  }
}
