// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.letters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.cli.cluster.OperatorOptions;
import io.trace2skill.cli.letters.RetryRule.Decision;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace2skill dead-letters retry}. */
@Command(
    name = "retry",
    description = {
      "Sends the originals of dead letters back to the topics that they came from.",
      "",
      "A trajectory is analysed again when its last analysis failed. Letters that were sent back"
          + " before are passed over."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:all letters that were meant are sent back, or were before",
      "  1:the cluster failed; what was told is sent, run the same command again for the rest",
      "  2:the command line is wrong",
      "  3:some letters do not exist or cannot be sent back"
    })
final class RetryLettersCommand implements Callable<Integer> {

  private static final int SOME_REFUSED = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "The letters, as list calls them. Without any, --stage says which.")
  private List<String> names = new ArrayList<>();

  @Mixin private LetterFilter filter = new LetterFilter();

  @Option(names = "--again", description = "Also letters that were sent back before.")
  private boolean again;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OperatorOptions options = new OperatorOptions();

  private final Map<LetterId, String> sent = new LinkedHashMap<>();
  private final Map<LetterId, String> refused = new LinkedHashMap<>();
  private final Set<LetterId> before = new HashSet<>();

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Set<LetterId> wanted = wanted(now);
    try (Cluster opened = cluster.open()) {
      Letterbox box = new Letterbox(opened);
      try (KafkaProducer<byte[], byte[]> producer = box.producer()) {
        Set<LetterId> chosen = choose(opened, box, wanted, now);
        if (!chosen.isEmpty()) {
          box.sendBack(producer, chosen, (letter, topic) -> sent.put(letter.id(), topic));
        }
      } finally {
        print();
      }
    }
    return refused.isEmpty() ? 0 : SOME_REFUSED;
  }

  private Set<LetterId> wanted(Instant now) {
    filter.check(spec.commandLine(), now);
    if (names.isEmpty() && filter.stage == null) {
      throw usage("name the letters, or say which with --stage");
    }
    if (!names.isEmpty() && !filter.isEmpty()) {
      throw usage("letters are either named, or meant by --stage and what narrows it");
    }
    Set<LetterId> ids = new HashSet<>();
    for (String name : names) {
      ids.add(LetterId.of(name).orElseThrow(() -> usage("'" + name + "' is no id such as 0@17")));
    }
    return ids;
  }

  private Set<LetterId> choose(Cluster opened, Letterbox box, Set<LetterId> wanted, Instant now) {
    RetryRule rule = new RetryRule(opened.topics());
    LetterContents contents = new LetterContents(opened);
    Set<LetterId> retried = again ? Set.of() : box.retried();
    Set<LetterId> chosen = new HashSet<>();
    Set<LetterId> missing = new HashSet<>(wanted);
    box.read(
        letter -> {
          missing.remove(letter.id());
          boolean meant =
              wanted.isEmpty() ? filter.takes(letter, contents, now) : wanted.contains(letter.id());
          if (meant && retried.contains(letter.id())) {
            before.add(letter.id());
          } else if (meant && rule.decide(letter) instanceof Decision.Refused no) {
            refused.put(letter.id(), no.why());
          } else if (meant) {
            chosen.add(letter.id());
          }
        });
    missing.forEach(id -> refused.put(id, "there is no such letter"));
    return chosen;
  }

  private void print() {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      ObjectNode json = OperatorOptions.object();
      ArrayNode done = json.putArray("sent");
      sent.forEach((id, topic) -> done.addObject().put("id", id.toString()).put("topic", topic));
      ArrayNode not = json.putArray("refused");
      refused.forEach((id, why) -> not.addObject().put("id", id.toString()).put("reason", why));
      ArrayNode earlier = json.putArray("sentBefore");
      before.forEach(id -> earlier.add(id.toString()));
      OperatorOptions.print(out, json);
      return;
    }
    sent.forEach((id, topic) -> out.println(id + " is sent back to " + topic));
    before.forEach(id -> out.println(id + " was sent back before (see --again)"));
    refused.forEach((id, why) -> out.println(id + " is not sent back: " + why));
    out.printf("%d sent back, %d before, %d not%n", sent.size(), before.size(), refused.size());
    out.flush();
  }

  private ParameterException usage(String complaint) {
    return new ParameterException(spec.commandLine(), complaint);
  }
}
