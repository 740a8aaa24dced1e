// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

/** What fills the topics that an evolution learns from. Thread-safe. */
public interface Source {

  /** Returns how many records were read so far. */
  long read();

  /** Returns of how many different trajectories the topics hold something, from any run. */
  int inTopic();

  /** Returns how many of the records that were read repeat a trajectory. */
  long duplicates();

  /** Returns how many records were refused and became dead letters, in any run. */
  long rejections();
}
