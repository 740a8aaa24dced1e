// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

/** What is asked of an evolution cannot be done; the message says why and what to do. */
public final class EvolutionException extends Exception {

  private static final long serialVersionUID = 1L;

  EvolutionException(String message) {
    super(message);
  }
}
