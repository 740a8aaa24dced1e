// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Compares a JSON value with the reference by its structure. */
final class JsonEvaluator implements Evaluator {

  private final JsonNode reference;
  private final JsonComparison comparison;

  JsonEvaluator(String reference, Options options) {
    this.reference =
        JsonText.parse(reference)
            .orElseThrow(
                () ->
                    new EvaluatorException(
                        "The evaluator is json, but the reference answer is not one JSON value"));
    this.comparison =
        new JsonComparison(
            Tolerance.of(options), options.choice(Options.ARRAYS, JsonComparison.Arrays.values()));
  }

  @Override
  public Verdict evaluate(Candidate candidate) {
    return CandidateText.judge(candidate, this::judge);
  }

  @Override
  public String accepts() {
    return "the answer as one JSON value, and nothing else";
  }

  private Verdict judge(String text) {
    Optional<JsonNode> value = JsonText.parse(text);
    if (value.isEmpty()) {
      return Verdict.fail("The candidate is not exactly one valid JSON value.");
    }
    List<String> differences =
        comparison.differences(reference, value.get(), JsonComparison.Extra.FORBID);
    return differences.isEmpty()
        ? Verdict.pass()
        : Verdict.fail(Explanation.of("The JSON differs from the reference", differences));
  }
}
