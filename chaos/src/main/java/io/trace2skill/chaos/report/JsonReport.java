// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.chaos.run.CampaignResult;
import io.trace2skill.chaos.run.CampaignResult.FaultOutcome;
import java.io.IOException;
import java.nio.file.Path;

/** A campaign's result for a program. Times are in milliseconds. */
public final class JsonReport {

  private JsonReport() {}

  /** Writes the file. */
  public static void write(CampaignResult result, long seed, Path file) throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    ObjectNode root = mapper.createObjectNode();
    root.put("passed", result.violations().isEmpty()).put("seed", seed);
    root.put("started", result.started().toString()).put("loadedMs", result.loaded().toMillis());
    result.settled().ifPresent(time -> root.put("settledMs", time.toMillis()));
    root.put("kills", result.kills()).put("sent", result.sent());
    root.put("outcomes", result.outcomes()).put("versions", result.versions());
    root.put("deadLetters", result.deadLetters()).put("billed", result.billed());
    root.put("billedAgain", result.billedAgain());
    root.put("inFlightAtStrikes", result.inFlightAtStrikes());
    ArrayNode faults = root.putArray("faults");
    result.faults().forEach(fault -> add(faults.addObject(), fault));
    ArrayNode exits = root.putArray("exits");
    result.exits().forEach(exits::add);
    ArrayNode violations = root.putArray("violations");
    result
        .violations()
        .forEach(v -> violations.addObject().put("rule", v.rule()).put("detail", v.detail()));
    mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
  }

  private static void add(ObjectNode node, FaultOutcome outcome) {
    node.put("number", outcome.fault().planned().number());
    node.put("kind", outcome.fault().planned().kind().name());
    node.put("victim", outcome.fault().victim()).put("at", outcome.fault().at().toString());
    node.put("injected", outcome.fault().injected()).put("inFlight", outcome.fault().inFlight());
    node.put("note", outcome.fault().note());
    outcome.recovery().ifPresent(time -> node.put("recoveryMs", time.toMillis()));
  }
}
