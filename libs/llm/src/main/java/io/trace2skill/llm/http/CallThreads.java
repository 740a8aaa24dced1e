// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The threads that requests block on: virtual ones where the JVM has them. */
final class CallThreads {

  private static final long IDLE_SECONDS = 10;

  private CallThreads() {}

  /** Returns an executor that starts threads as needed; how many is bounded by the limits. */
  static ExecutorService forCalls() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        virtualOrDaemons("llm-call-"));
  }

  static ThreadFactory daemons(String prefix) {
    AtomicLong count = new AtomicLong();
    return work -> {
      Thread thread = new Thread(work, prefix + count.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    };
  }

  private static ThreadFactory virtualOrDaemons(String prefix) {
    try {
      Class<?> builders = Class.forName("java.lang.Thread$Builder");
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Object named =
          builders.getMethod("name", String.class, long.class).invoke(builder, prefix, 0L);
      return (ThreadFactory) builders.getMethod("factory").invoke(named);
    } catch (ReflectiveOperationException olderJvm) {
      return daemons(prefix);
    }
  }
}
