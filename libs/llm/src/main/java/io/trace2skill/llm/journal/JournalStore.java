// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Keeps the entries of a journal. Thread-safe; no call blocks. */
public interface JournalStore extends AutoCloseable {

  /**
   * Looks for what was put last under a digest.
   *
   * @return completes with empty when nothing was, or it is no longer there; fails when that cannot
   *     be found out
   */
  CompletableFuture<Optional<byte[]>> find(RequestDigest digest);

  /**
   * Keeps an entry.
   *
   * @return completes once the entry outlives this process and its host, and is found
   */
  CompletableFuture<Void> put(RequestDigest digest, byte[] entry);

  /**
   * Makes an entry unfindable.
   *
   * @return completes once that outlives this process and its host
   */
  CompletableFuture<Void> strike(RequestDigest digest);

  /** Releases what the store owns, after what was put has been written. */
  @Override
  void close();
}
