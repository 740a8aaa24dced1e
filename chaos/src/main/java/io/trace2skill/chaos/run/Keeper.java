// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Starts instances again that end by themselves, as whatever runs services does. */
final class Keeper implements AutoCloseable {

  private static final int LOOK_EVERY_MS = 500;

  /**
   * An end that nobody asked for.
   *
   * @param exitCode of the process
   */
  record Exit(Instant at, String instance, int exitCode) {}

  private final List<Instance> instances;
  private final List<Exit> exits = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "keeper");
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  Keeper(List<Instance> instances) {
    this.instances = instances;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  List<Exit> exits() {
    return List.copyOf(exits);
  }

  private void run() {
    try {
      keep();
      ended.complete(null);
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  private void keep() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        for (Instance instance : instances) {
          look(instance);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("an instance cannot be started again", e);
    }
  }

  private void look(Instance instance) throws IOException {
    if (!instance.lock().tryLock()) {
      return; // somebody strikes it
    }
    try {
      if (!instance.isAlive()) {
        exits.add(new Exit(Instant.now(), instance.name(), instance.exitCode()));
        instance.start();
      }
    } finally {
      instance.lock().unlock();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    ended.join();
  }
}
