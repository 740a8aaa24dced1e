// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.avro.AnswerOutcome;
import io.trace2skill.avro.CommandAnswer;
import io.trace2skill.avro.CommandKind;
import io.trace2skill.avro.SkillCommand;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.skill.SkillNames;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What all commands have that give an order for one skill, and how they give it. */
final class OrderOptions {

  private static final int DONE = 0;
  private static final int REFUSED = 1;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "SKILL", description = "Name of the skill.")
  private String skill = "";

  @Option(
      names = "--timeout",
      defaultValue = "60",
      paramLabel = "SECONDS",
      description = "How long to wait for the answer. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds;

  String skill() {
    return skill;
  }

  /** Says something that is no part of the output. */
  void tell(String message) {
    common.tell(message);
  }

  /**
   * Gives an order for a skill that has a version, so that a misspelt name is noticed.
   *
   * @return the exit code
   */
  int giveToKnown(SkillCommand.Builder order) throws IOException, InterruptedException {
    check();
    try (Cluster cluster = common.open()) {
      new SkillTopics(cluster).versions(skill);
      return give(cluster, order);
    }
  }

  /**
   * Gives an order for a skill that may have no version yet.
   *
   * @return the exit code
   */
  int give(SkillCommand.Builder order) throws IOException, InterruptedException {
    check();
    try (Cluster cluster = common.open()) {
      return give(cluster, order);
    }
  }

  /** Returns an order of that kind. */
  static SkillCommand.Builder order(CommandKind kind) {
    return SkillCommand.newBuilder().setKind(kind);
  }

  private int give(Cluster cluster, SkillCommand.Builder order) throws InterruptedException {
    CommandAnswer answer =
        new OrderDesk(cluster).give(order.setSkill(skill), Duration.ofSeconds(timeoutSeconds));
    boolean refused = answer.getOutcome() == AnswerOutcome.REFUSED;
    common.print(
        json(answer),
        out -> {
          if (!refused) {
            out.println(skill + ": " + answer.getMessage());
          }
        });
    if (refused) {
      common.tell("trace2skill: refused: " + answer.getMessage());
    }
    return refused ? REFUSED : DONE;
  }

  private void check() {
    SkillNames.nameProblem(skill)
        .ifPresent(
            problem -> {
              throw new ParameterException(spec.commandLine(), problem);
            });
    if (timeoutSeconds < 1) {
      throw new ParameterException(spec.commandLine(), "--timeout must be at least 1");
    }
  }

  private static ObjectNode json(CommandAnswer answer) {
    return JsonMapper.builder()
        .build()
        .createObjectNode()
        .put("skill", answer.getSkill())
        .put("commandId", answer.getCommandId())
        .put("outcome", answer.getOutcome().name().toLowerCase(Locale.ROOT))
        .put("version", answer.getVersion())
        .put("message", answer.getMessage())
        .put("pinned", answer.getPinned())
        .put("answeredAt", answer.getAnsweredAt().toString());
  }
}
