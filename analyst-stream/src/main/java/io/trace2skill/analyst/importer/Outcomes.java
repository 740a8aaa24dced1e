// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.avro.Outcome;
import io.trace2skill.avro.OutcomeStatus;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, from what benchmarks and logs write. In this order: {@code outcome} (a word, a
 * truth value or an object of the project's form), {@code success}, {@code reward}, {@code score}.
 * A reward or score of at least 1 is a success and a smaller one a failure. Nothing of all that, or
 * a word that is none of the known ones, leaves the outcome unknown.
 */
final class Outcomes {

  static final Outcome UNKNOWN = new Outcome(OutcomeStatus.UNKNOWN, null, null, List.of());

  /** Sums of floating-point partial rewards come out a little below 1. */
  private static final double SUCCESS_SCORE = 1 - 1e-6;

  private static final Set<String> SUCCESS =
      Set.of(
          "success",
          "succeeded",
          "successful",
          "pass",
          "passed",
          "solved",
          "resolved",
          "correct",
          "true");
  private static final Set<String> FAILURE =
      Set.of("failure", "failed", "fail", "error", "unsolved", "unresolved", "incorrect", "false");

  private Outcomes() {}

  /**
   * Returns the outcome that the fields tell.
   *
   * @param findings what the evaluator found, kept for anything but a success
   */
  static Outcome of(JsonFields fields, List<String> findings) throws UnusableException {
    if (fields.value("outcome").isObject()) {
      return explicit(fields.object("outcome"));
    }
    Double score = score(fields);
    OutcomeStatus status = OutcomeStatus.UNKNOWN;
    String basis = null;
    if (fields.has("outcome")) {
      status = word(fields.value("outcome").asText());
      basis = "explicit";
    } else if (fields.has("success")) {
      status = word(fields.value("success").asText());
      basis = "explicit";
    } else if (score != null) {
      status = score >= SUCCESS_SCORE ? OutcomeStatus.SUCCESS : OutcomeStatus.FAILURE;
      basis = fields.has("reward") ? "reward" : "score";
    }
    return new Outcome(
        status, score, basis, status == OutcomeStatus.SUCCESS ? List.of() : findings);
  }

  /** Reads the project's own form, in which a word that is not known is an error. */
  static Outcome explicit(JsonFields outcome) throws UnusableException {
    String word = outcome.text("status");
    OutcomeStatus status =
        switch (word == null ? "unknown" : word.toLowerCase(Locale.ROOT)) {
          case "success" -> OutcomeStatus.SUCCESS;
          case "failure" -> OutcomeStatus.FAILURE;
          case "unknown" -> OutcomeStatus.UNKNOWN;
          default -> throw outcome.wrong("status", "success, failure or unknown");
        };
    String basis = outcome.text("basis");
    List<String> findings = outcome.texts("findings");
    boolean unstated = basis == null && status != OutcomeStatus.UNKNOWN;
    return new Outcome(status, outcome.number("score"), unstated ? "explicit" : basis, findings);
  }

  private static @Nullable Double score(JsonFields fields) throws UnusableException {
    String name = fields.has("reward") ? "reward" : "score";
    JsonNode value = fields.value(name);
    return value.isBoolean() ? Double.valueOf(value.booleanValue() ? 1 : 0) : fields.number(name);
  }

  private static OutcomeStatus word(String word) {
    String normalised = word.strip().toLowerCase(Locale.ROOT);
    if (SUCCESS.contains(normalised)) {
      return OutcomeStatus.SUCCESS;
    }
    return FAILURE.contains(normalised) ? OutcomeStatus.FAILURE : OutcomeStatus.UNKNOWN;
  }
}
