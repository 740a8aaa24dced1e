// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a service to stop. Thread-safe. */
final class StopSignal {

  private static final List<String> SIGNALS = List.of("TERM", "INT");

  private final CountDownLatch requested = new CountDownLatch(1);

  /** Asks for the stop. */
  void request() {
    requested.countDown();
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits and returns whether the stop was asked for meanwhile. */
  boolean await(Duration most) throws InterruptedException {
    return requested.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Asks for the stop when the process is told to end. A shutdown hook would do so too, but the
   * process would then end with the signal's exit code, and whatever deletes temporary files at the
   * exit would run beside the closing streams. No public class of Java takes signals, and the one
   * that does cannot be named without a warning.
   */
  void listen() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler toStop =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  request();
                  yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "stops the service";
              };
      Object stopping =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(), new Class<?>[] {handler}, toStop);
      for (String name : SIGNALS) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), stopping);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java does not let a program take signals", e);
    }
  }
}
