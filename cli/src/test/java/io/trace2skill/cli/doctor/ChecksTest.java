// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.trace2skill.cli.doctor.Check.Status;
import io.trace2skill.llm.http.ApiKey;
import io.trace2skill.llm.http.LlmSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChecksTest {

  @TempDir private Path dir;

  @Test
  void clocksMayDifferByLittle() {
    assertThat(BrokerChecks.clockCheck(1_000, 1_500, 2_000).status()).isEqualTo(Status.OK);
    assertThat(BrokerChecks.clockCheck(100_000, 95_000, 100_010))
        .returns(Status.WARN, Check::status)
        .returns("5000 ms apart from the brokers", Check::finding);
    assertThat(BrokerChecks.clockCheck(1_000, 200_000, 1_010).status()).isEqualTo(Status.FAIL);
  }

  @Test
  void aDiskNeedsRoom() {
    assertThat(DiskCheck.room(dir, 100L << 20).status()).isEqualTo(Status.FAIL);
    assertThat(DiskCheck.room(dir, 1L << 30).status()).isEqualTo(Status.WARN);
    assertThat(DiskCheck.room(dir, 100L << 30).status()).isEqualTo(Status.OK);
    assertThat(DiskCheck.look(dir.resolve("none")))
        .returns(Status.FAIL, Check::status)
        .satisfies(check -> assertThat(check.remedy()).isNotEmpty());
  }

  @Test
  void anEndpointThatListsItsModelsIsFine() throws IOException {
    Check check = ask(200, "{\"data\":[{\"id\":\"m1\"},{\"id\":\"m2\"}]}", "m2");
    assertThat(check.status()).isEqualTo(Status.OK);
    assertThat(check.finding()).contains("2 models");
  }

  @Test
  void aModelThatIsNotListedIsAWarning() throws IOException {
    assertThat(ask(200, "{\"data\":[{\"id\":\"m1\"}]}", "m2").status()).isEqualTo(Status.WARN);
  }

  @Test
  void aRefusedKeyFailsAndIsNotShown() throws IOException {
    Check check = ask(401, "{\"error\":\"wrong key sk-secret\"}", "m");
    assertThat(check.status()).isEqualTo(Status.FAIL);
    assertThat(check.toString()).contains("correct the key").doesNotContain("sk-secret");
  }

  @Test
  void anythingElseThatAnswersIsAWarning() throws IOException {
    assertThat(ask(404, "<html>no</html>", "m").status()).isEqualTo(Status.WARN);
    assertThat(ask(200, "<html>hello</html>", "m").status()).isEqualTo(Status.WARN);
  }

  @Test
  void anEndpointThatIsNotThereFails() throws IOException {
    HttpServer server = HttpServer.create(loopback(), 0);
    int port = server.getAddress().getPort();
    server.stop(0);
    Check check =
        ModelCheck.look(LlmSettings.of("http://127.0.0.1:" + port + "/v1"), Optional.empty());
    assertThat(check.status()).isEqualTo(Status.FAIL);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static Check ask(int status, String body, String model) throws IOException {
    HttpServer server = HttpServer.create(loopback(), 0);
    server.createContext(
        "/v1/models",
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      LlmSettings settings =
          LlmSettings.of("http://127.0.0.1:" + server.getAddress().getPort() + "/v1")
              .withApiKey(ApiKey.of("sk-secret", "a test"));
      return ModelCheck.look(settings, Optional.of(model));
    } finally {
      server.stop(0);
    }
  }
}
