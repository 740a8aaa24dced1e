// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import io.trace2skill.cli.pull.Pulling.Pulled;

/** Is told what a watch does. */
interface WatchListener {

  /**
   * Something changed.
   *
   * @param version 0 when the skill was deleted
   */
  void pulled(String skill, long version, Pulled pulled);

  /** Something that a person should know; the watch goes on. */
  void tell(String message);
}
