// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The shape of the paper's own pipeline, written from a description of its mechanisms: a pool of
 * workers analyses all runs; level by level, each waiting for the one before, patches are merged in
 * groups of five, every call with the whole skill; at last one call for each edit corrects its
 * place. It parses and applies nothing else, so it is faster than the original.
 */
final class ReferencePipeline {

  private static final int FAN_IN = 5;
  private static final int MOST_LEVELS = 5;

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String skill;
  private final ExecutorService workers;

  private ReferencePipeline(URI baseUrl, String skill, ExecutorService workers) {
    this.address = URI.create(baseUrl + "/chat/completions");
    this.skill = skill;
    this.workers = workers;
  }

  /**
   * Runs it in this process.
   *
   * @param args address of the model, file of trajectories, directory of the skill, workers
   */
  public static void main(String[] args) throws Exception {
    List<String> runs = Files.readAllLines(Path.of(args[1]));
    String skill = Files.readString(Path.of(args[2], "SKILL.md"));
    ExecutorService workers = Executors.newFixedThreadPool(Integer.parseInt(args[3]));
    try {
      new ReferencePipeline(URI.create(args[0]), skill, workers).run(runs);
    } finally {
      workers.shutdown();
    }
  }

  private void run(List<String> runs) throws ExecutionException, InterruptedException {
    List<ArrayNode> patches = all(runs, run -> ask(ReferencePrompts.map(), run));
    for (int level = 1; patches.size() > 1; level++) {
      int size = level < MOST_LEVELS ? FAN_IN : patches.size();
      patches = all(Chunks.of(patches, size), this::merge);
    }
    List<JsonNode> edits = new ArrayList<>();
    patches.forEach(patch -> patch.forEach(edits::add));
    all(edits, edit -> ask(ReferencePrompts.placement(), data(mapper.createArrayNode().add(edit))));
  }

  private ArrayNode merge(List<ArrayNode> group) throws IOException, InterruptedException {
    ArrayNode edits = mapper.createArrayNode();
    group.forEach(edits::addAll);
    return ask(ReferencePrompts.merge(), data(edits));
  }

  private static String data(JsonNode edits) {
    return ReferencePrompts.DATA + "\n" + edits;
  }

  /** One step for each input, as many at a time as there are workers, and a barrier at the end. */
  private <T> List<ArrayNode> all(List<T> inputs, Step<T> step)
      throws ExecutionException, InterruptedException {
    List<Callable<ArrayNode>> steps = new ArrayList<>();
    inputs.forEach(input -> steps.add(() -> step.take(input)));
    List<ArrayNode> results = new ArrayList<>();
    for (Future<ArrayNode> result : workers.invokeAll(steps)) {
      results.add(result.get());
    }
    return results;
  }

  private ArrayNode ask(String instructions, String question)
      throws IOException, InterruptedException {
    ObjectNode body = mapper.createObjectNode().put("model", "fake").put("temperature", 0.6);
    ArrayNode messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", instructions);
    messages
        .addObject()
        .put("role", "user")
        .put("content", "# Skill\n\n" + skill + "\n\n" + question);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP " + response.statusCode() + ": " + response.body());
    }
    JsonNode message = mapper.readTree(response.body()).path("choices").path(0).path("message");
    JsonNode edits = mapper.readTree(message.path("content").asText()).path("edits");
    return mapper.createArrayNode().addAll(List.copyOf(list(edits)));
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    array.forEach(all::add);
    return all;
  }

  /** One call. */
  private interface Step<T> {
    ArrayNode take(T input) throws IOException, InterruptedException;
  }
}
