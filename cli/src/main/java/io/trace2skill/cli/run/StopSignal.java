// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

/**
 * Asks a run to stop. A flag rather than an interrupt, because Kafka's clients and streams have to
 * close in peace afterwards. Thread-safe.
 */
public final class StopSignal {

  private volatile boolean requested;

  /** Asks for the stop; the run notices within a fraction of a second. */
  public void request() {
    requested = true;
  }

  /**
   * Ends what goes on when it is to stop.
   *
   * @throws StoppedException when the stop was asked for
   */
  public void check() throws StoppedException {
    if (requested) {
      throw new StoppedException();
    }
  }
}
