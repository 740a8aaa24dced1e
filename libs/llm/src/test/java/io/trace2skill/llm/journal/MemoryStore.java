// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps entries in memory, and fails or waits on demand. */
final class MemoryStore implements JournalStore {

  final Map<RequestDigest, byte[]> entries = new ConcurrentHashMap<>();
  final List<CompletableFuture<Void>> writes = new ArrayList<>();
  boolean writesWait;
  boolean closed;
  @Nullable RuntimeException readsFail;
  @Nullable RuntimeException writesFail;

  @Override
  public CompletableFuture<Optional<byte[]>> find(RequestDigest digest) {
    return readsFail == null
        ? CompletableFuture.completedFuture(Optional.ofNullable(entries.get(digest)))
        : CompletableFuture.failedFuture(readsFail);
  }

  @Override
  public CompletableFuture<Void> put(RequestDigest digest, byte[] entry) {
    if (writesFail != null) {
      return CompletableFuture.failedFuture(writesFail);
    }
    CompletableFuture<Void> write = new CompletableFuture<>();
    writes.add(write);
    CompletableFuture<Void> written = write.thenRun(() -> entries.put(digest, entry));
    if (!writesWait) {
      write.complete(null);
    }
    return written;
  }

  @Override
  public CompletableFuture<Void> strike(RequestDigest digest) {
    entries.remove(digest);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    closed = true;
  }
}
