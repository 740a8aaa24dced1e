// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Runs of an agent that never were: about 10 kB of text each, a tool error in half of them. */
final class SyntheticTrajectories {

  private static final String[] NOUNS = {
    "invoice", "shipment", "customer", "ledger", "region", "forecast", "budget", "supplier",
    "contract", "payment", "warehouse", "return", "discount", "currency", "quarter", "account"
  };
  private static final int STEPS = 8;
  private static final int ROWS = 24;

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final Random random;

  /**
   * @param seed of everything in them
   */
  SyntheticTrajectories(long seed) {
    this.random = new Random(seed);
  }

  /** Writes that many, one a line. */
  void write(Path file, int count) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < count; i++) {
        out.write(one(i).toString());
        out.write('\n');
      }
    }
  }

  private ObjectNode one(int number) {
    boolean fails = number % 2 == 0;
    ObjectNode run = mapper.createObjectNode();
    run.put("trajectoryId", "run-" + number);
    String task = "Add up the " + noun() + " figures of file " + number + " by " + noun() + ".";
    run.putObject("task").put("id", "task-" + number).put("instruction", task);
    run.put("startedAt", "2026-01-05T10:00:00Z").put("endedAt", "2026-01-05T10:01:00Z");
    ArrayNode steps = run.putArray("steps");
    steps.addObject().put("role", "user").put("content", task);
    for (int step = 0; step < STEPS; step++) {
      call(steps, step);
      result(steps, step, fails && step == STEPS / 2);
    }
    steps.addObject().put("role", "assistant").put("content", "The report is written.");
    ObjectNode outcome = run.putObject("outcome");
    outcome.put("status", fails ? "failure" : "success").put("score", fails ? 0.0 : 1.0);
    if (fails) {
      outcome.putArray("findings").add("The total of " + noun() + " is wrong by " + amount());
    }
    return run;
  }

  private void call(ArrayNode steps, int step) {
    ObjectNode message = steps.addObject().put("role", "assistant");
    message.put("content", "I look at the " + noun() + " rows and then at the " + noun() + ".");
    ObjectNode call = message.putArray("toolCalls").addObject();
    call.put("id", "c" + step).put("name", "query");
    call.putObject("arguments").put("table", noun()).put("group_by", noun());
  }

  private void result(ArrayNode steps, int step, boolean error) {
    ObjectNode message = steps.addObject().put("role", "tool").put("toolCallId", "c" + step);
    message.put("toolName", "query").put("toolError", error);
    if (error) {
      message.put("content", "Error: no column named " + noun() + " in table " + noun());
      return;
    }
    StringBuilder table = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      table.append(noun()).append(" | ").append(noun()).append(" | ");
      table.append(amount()).append(" | ").append(amount()).append('\n');
    }
    message.put("content", table.toString());
  }

  private String noun() {
    return NOUNS[random.nextInt(NOUNS.length)];
  }

  private String amount() {
    return String.valueOf(random.nextInt(1_000_000) / 100.0);
  }
}
