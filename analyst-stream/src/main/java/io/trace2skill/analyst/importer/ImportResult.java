// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import io.trace2skill.avro.Trajectory;
import io.trace2skill.schemas.DeadLetter;

/** What became of one thing that was read. */
public sealed interface ImportResult {

  /** Returns where it was read. */
  Origin origin();

  /** A trajectory that can be analysed; its id, skill and source are set. */
  record Imported(Origin origin, Trajectory trajectory) implements ImportResult {}

  /**
   * Something that should have been a trajectory and cannot be used.
   *
   * @param reason what is wrong, in a sentence that a person can act on
   * @param raw the bytes as they were read, or what of them fits an excerpt
   */
  record Rejected(Origin origin, RejectCause cause, String reason, Excerpt raw)
      implements ImportResult {

    /** Returns the headers' content for the dead-letters topic. */
    public DeadLetter deadLetter() {
      return new DeadLetter(reason, "import", cause.wireName(), origin.toString());
    }
  }

  /** Something that is neither a trajectory to analyse nor an error. */
  record Skipped(Origin origin, Kind kind, String reason) implements ImportResult {

    /** Why something was skipped. */
    public enum Kind {
      /** The same trajectory was read before. */
      DUPLICATE,
      /** A source with nothing in it. */
      EMPTY_SOURCE,
      /** A file in a directory that no importer reads. */
      OTHER_FILE
    }
  }
}
