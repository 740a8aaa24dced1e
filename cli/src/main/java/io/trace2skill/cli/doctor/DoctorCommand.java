// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.cli.cluster.OperatorOptions;
import io.trace2skill.cli.doctor.Check.Status;
import io.trace2skill.llm.http.ApiKey;
import io.trace2skill.llm.http.LlmSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code trace2skill doctor}. */
@Command(
    name = "doctor",
    description = {
      "Checks what a deployment needs and says what to do about what is not right.",
      "",
      "Brokers, their versions, clock and topics; the schema registry and whether this version's"
          + " schemas fit; with --state-dir the disk, with --base-url the model's endpoint. Writes"
          + " nothing anywhere."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:nothing has failed; there may be warnings",
      "  1:something has failed",
      "  2:the command line is wrong"
    })
public final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Directory in which a service keeps its state.")
  private @Nullable Path stateDir;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "The model's endpoint: what comes before /chat/completions.")
  private @Nullable String baseUrl;

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description = "File that holds the endpoint's key. Default: OPENAI_API_KEY.")
  private @Nullable Path apiKeyFile;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A model that the endpoint should have.")
  private @Nullable String model;

  @Mixin private OperatorOptions options = new OperatorOptions();

  @Override
  public Integer call() {
    Optional<LlmSettings> endpoint = endpoint();
    List<Check> checks = new ArrayList<>();
    try (Cluster opened = cluster.open()) {
      checks.addAll(new BrokerChecks(opened, System::currentTimeMillis).look());
      checks.add(RegistryCheck.look(opened.registry(), opened.topics()));
    }
    if (stateDir != null) {
      checks.add(DiskCheck.look(stateDir));
    }
    endpoint.ifPresent(
        settings -> checks.add(ModelCheck.look(settings, Optional.ofNullable(model))));
    print(checks);
    return checks.stream().anyMatch(check -> check.status() == Status.FAIL) ? 1 : 0;
  }

  private Optional<LlmSettings> endpoint() {
    if (baseUrl == null) {
      if (apiKeyFile != null || model != null) {
        throw usage("--api-key-file and --model need --base-url");
      }
      return Optional.empty();
    }
    try {
      LlmSettings settings = LlmSettings.of(baseUrl);
      return Optional.of(key().map(settings::withApiKey).orElse(settings));
    } catch (IllegalArgumentException e) {
      throw usage("--base-url: " + e.getMessage());
    }
  }

  private Optional<ApiKey> key() {
    if (apiKeyFile == null) {
      return ApiKey.fromEnvironment(System.getenv(), "OPENAI_API_KEY");
    }
    try {
      return Optional.of(ApiKey.fromFile(apiKeyFile));
    } catch (IOException e) {
      // not the cause's text: what is wrong with a secret's file may quote the secret
      throw usage("--api-key-file cannot be read: " + apiKeyFile);
    }
  }

  private void print(List<Check> checks) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      checks.forEach(check -> array.add(check.toJson()));
      OperatorOptions.print(out, array);
      return;
    }
    checks.forEach(out::println);
    out.flush();
  }

  private ParameterException usage(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
