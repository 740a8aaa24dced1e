// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.doctor;

import io.trace2skill.llm.http.EndpointProbe;
import io.trace2skill.llm.http.EndpointProbe.Answer;
import io.trace2skill.llm.http.LlmSettings;
import java.util.Optional;

/** Looks whether a model's endpoint answers and takes the key; pays for nothing. */
final class ModelCheck {

  private static final String NAME = "model";

  private ModelCheck() {}

  static Check look(LlmSettings endpoint, Optional<String> model) {
    Answer answer = EndpointProbe.ask(endpoint);
    if (answer instanceof Answer.Models models) {
      boolean missing = model.isPresent() && !models.names().contains(model.get());
      return missing
          ? Check.warn(
              NAME,
              "%s does not list the model '%s'".formatted(endpoint.baseUrl(), model.get()),
              "it lists %s; an alias may still work"
                  .formatted(models.names().stream().limit(5).toList()))
          : Check.ok(
              NAME, "%s lists %d models".formatted(endpoint.baseUrl(), models.names().size()));
    } else if (answer instanceof Answer.Refused refused) {
      return Check.fail(
          NAME,
          "%s refuses the key: %s".formatted(endpoint.baseUrl(), refused.message()),
          endpoint.apiKey().isPresent()
              ? "correct the key, or have the account unlocked"
              : "give the key with --api-key-file, or in OPENAI_API_KEY");
    } else if (answer instanceof Answer.Unlisted unlisted) {
      return Check.warn(
          NAME,
          "%s answers, but does not list its models: %s"
              .formatted(endpoint.baseUrl(), unlisted.message()),
          "check that the address is what comes before /chat/completions");
    }
    return Check.fail(
        NAME,
        "%s cannot be reached: %s"
            .formatted(endpoint.baseUrl(), ((Answer.Unreachable) answer).message()),
        "check --base-url and that the endpoint runs; calls wait as long as it is down");
  }
}
