// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import java.util.concurrent.ExecutionException;

/** Fails when nobody would answer any more. */
@FunctionalInterface
interface AliveCheck {

  /**
   * Returns when the topologies run.
   *
   * @throws ExecutionException when one of them has failed
   */
  void require() throws ExecutionException;
}
