// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A whole client around a fake wire, with time and chance in the hands of the test. */
final class ClientFixture implements LlmListener, AutoCloseable {

  final FakeWire wire = new FakeWire();
  final ManualTime time = new ManualTime();
  final List<String> heard = new ArrayList<>();
  final EndpointClient client;
  double chance = 0.5;

  ClientFixture() {
    this(settings -> settings);
  }

  ClientFixture(UnaryOperator<LlmSettings> change) {
    LlmSettings settings = change.apply(LlmSettings.of("http://localhost:1/v1"));
    client = new EndpointClient(settings, wire, time, () -> chance, this);
  }

  CompletableFuture<ChatReply> send(String text) {
    return client.send(FakeWire.request(text));
  }

  List<CompletableFuture<ChatReply>> send(int calls) {
    List<CompletableFuture<ChatReply>> all = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      all.add(send("call " + i));
    }
    return all;
  }

  @Override
  public void endpointDown(String reason) {
    heard.add("down: " + reason);
  }

  @Override
  public void endpointUp(Duration outage) {
    heard.add("up after " + outage.toSeconds() + " s");
  }

  @Override
  public void budgetUsedUp(String bound) {
    heard.add("budget: " + bound);
  }

  @Override
  public void refused(String purpose, int status, String message) {
    heard.add("refused: " + purpose + " " + status + " " + message);
  }

  @Override
  public void close() {
    client.close();
  }
}
