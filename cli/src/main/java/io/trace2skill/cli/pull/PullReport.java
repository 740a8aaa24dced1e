// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.cluster.OperatorOptions;
import io.trace2skill.cli.pull.Pulling.Pulled;
import java.util.Locale;

/** What was done, for people and for programs. */
final class PullReport {

  private PullReport() {}

  static String line(String skill, long version, Pulled pulled) {
    return switch (pulled.outcome()) {
      case WRITTEN -> "version %d of %s is in %s".formatted(version, skill, pulled.directory());
      case UNCHANGED ->
          "%s holds version %d of %s already".formatted(pulled.directory(), version, skill);
      case REMOVED -> "%s was deleted; %s is gone".formatted(skill, pulled.directory());
    };
  }

  static ObjectNode json(String skill, long version, Pulled pulled) {
    ObjectNode json =
        OperatorOptions.object()
            .put("skill", skill)
            .put("version", version)
            .put("outcome", pulled.outcome().name().toLowerCase(Locale.ROOT))
            .put("path", pulled.directory().toString());
    pulled.hookProblem().ifPresent(problem -> json.put("hookProblem", problem));
    return json;
  }
}
