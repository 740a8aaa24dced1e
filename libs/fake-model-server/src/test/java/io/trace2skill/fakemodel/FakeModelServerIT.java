// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class FakeModelServerIT {

  private static final int MANY = 1_000;

  @Test
  void aThousandRequestsInFlightCostNoThreads() {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    ReplyMaker model = request -> FakeReply.text("done").heldUntil(opened);
    try (FakeModelServer server = FakeModelServer.start(FakeModelSettings.plain(), model)) {
      Client client = new Client(server);
      List<CompletableFuture<HttpResponse<String>>> calls =
          IntStream.range(0, MANY).mapToObj(i -> client.start(Client.body("s", "u" + i))).toList();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> server.log().inFlight() == MANY);

      assertThat(serverThreads()).isBetween(1, 3);
      opened.complete(null);
      assertThat(calls).allSatisfy(call -> assertThat(call.join().statusCode()).isEqualTo(200));
      assertThat(server.log().records()).hasSize(MANY);
    }
  }

  private static int serverThreads() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().contains("multiThreadIoEventLoopGroup"))
            .count();
  }
}
