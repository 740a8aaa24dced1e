// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.cluster.OperatorOptions;

/**
 * What was found in one place.
 *
 * @param remedy what to do; empty when nothing has to be done
 */
record Check(String name, Status status, String finding, String remedy) {

  /** How it is. */
  enum Status {
    OK,
    WARN,
    FAIL
  }

  static Check ok(String name, String finding) {
    return new Check(name, Status.OK, finding, "");
  }

  static Check warn(String name, String finding, String remedy) {
    return new Check(name, Status.WARN, finding, remedy);
  }

  static Check fail(String name, String finding, String remedy) {
    return new Check(name, Status.FAIL, finding, remedy);
  }

  ObjectNode toJson() {
    return OperatorOptions.object()
        .put("check", name)
        .put("status", status.name())
        .put("finding", finding)
        .put("remedy", remedy);
  }

  @Override
  public String toString() {
    String line = "%-5s %-16s %s".formatted(status, name, finding);
    return remedy.isEmpty() ? line : line + System.lineSeparator() + " ".repeat(23) + remedy;
  }
}
