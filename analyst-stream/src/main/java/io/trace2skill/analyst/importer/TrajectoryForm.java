// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.avro.Trajectory;

/** One way to write a trajectory as a JSON value. Implementations are stateless. */
interface TrajectoryForm {

  ImportFormat format();

  /** Returns whether the value means to be of this form, well-formed or not. */
  boolean matches(JsonNode value);

  /**
   * Returns what the value tells. Id and skill are set only if it tells them, the source is not.
   *
   * @throws UnusableException when a field is not what it must be
   */
  Trajectory.Builder read(JsonNode value) throws UnusableException;
}
