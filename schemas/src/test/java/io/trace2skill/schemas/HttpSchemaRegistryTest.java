// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.Trajectory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpSchemaRegistryTest {

  private static final Schema FIRST =
      SchemaBuilder.record("R").fields().requiredInt("a").endRecord();
  private static final Schema SECOND =
      SchemaBuilder.record("R").fields().requiredInt("a").requiredString("b").endRecord();

  private final FakeConfluentRegistry server = new FakeConfluentRegistry();
  private SchemaRegistry registry = open(Map.of());

  private SchemaRegistry open(Map<String, String> properties) {
    return SchemaRegistry.open(server.url(), properties);
  }

  /** As opened, but it gives up soon. */
  private SchemaRegistry impatient(String... urls) {
    return new HttpSchemaRegistry(
        RegistrySettings.of(List.of(urls).stream().map(java.net.URI::create).toList(), Map.of())
            .withPatience(Duration.ofMillis(200), Duration.ofMillis(300)));
  }

  @AfterEach
  void close() {
    registry.close();
    server.close();
  }

  @Test
  void oneSchemaHasOneIdUnderEverySubjectAndIsAskedForOnce() {
    int id = registry.register("a-value", FIRST);
    assertThat(registry.register("a-value", FIRST)).isEqualTo(id);
    assertThat(registry.register("b-value", FIRST)).isEqualTo(id);
    assertThat(registry.byId(id)).isEqualTo(FIRST);
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void schemasOfOthersAreFetchedOnce() {
    int id = registry.register("a-value", FIRST);
    SchemaRegistry other = open(Map.of());
    assertThat(other.byId(id)).isEqualTo(FIRST);
    assertThat(other.byId(id)).isEqualTo(FIRST);
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void aRefusedSchemaIsNamedWithSubjectDifferenceAndRemedy() {
    registry.register("a-value", FIRST);
    assertThatThrownBy(() -> registry.register("a-value", SECOND))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("a-value")
        .hasMessageContaining("cannot read old records")
        .hasMessageContaining("/fields/1")
        .hasMessageContaining("compatible");
  }

  @Test
  void whatWouldBeRefusedIsToldWithoutRegistering() {
    registry.register("a-value", FIRST);
    assertThat(registry.conflict("a-value", SECOND))
        .hasValueSatisfying(conflict -> assertThat(conflict).contains("/fields/1"));
    assertThat(registry.conflict("a-value", FIRST)).isEmpty();
    assertThat(registry.conflict("new-value", SECOND)).isEmpty();
  }

  @Test
  void withoutTheRightToRegisterSchemasAreOnlyLookedUp() {
    SchemaRegistry production = open(Map.of("auto.register.schemas", "false"));
    assertThatThrownBy(() -> production.register("a-value", FIRST))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("a-value")
        .hasMessageContaining("auto.register.schemas");
    int id = registry.register("a-value", FIRST);
    assertThat(production.register("a-value", FIRST)).isEqualTo(id);
  }

  @Test
  void failuresAreNeverRemembered() {
    AtomicInteger failures = new AtomicInteger(3);
    server.fault =
        request ->
            failures.getAndDecrement() > 0
                ? FakeConfluentRegistry.error(500, 50001, "store")
                : null;
    int id = registry.register("a-value", FIRST);
    assertThat(id).isEqualTo(1);
    assertThatThrownBy(() -> registry.byId(7)).isInstanceOf(SchemaRegistryException.class);
    assertThatThrownBy(() -> registry.register("a-value", SECOND))
        .isInstanceOf(SchemaRegistryException.class);
    assertThat(open(Map.of()).register("b-value", SECOND)).isEqualTo(2);
    assertThat(registry.byId(2)).isEqualTo(SECOND);
  }

  @Test
  void anAddressThatFailsIsLeftForTheNext() {
    try (SchemaRegistry two = SchemaRegistry.open("http://127.0.0.1:1," + server.url(), Map.of())) {
      assertThat(two.register("a-value", FIRST)).isEqualTo(1);
      assertThat(two.register("b-value", FIRST)).isEqualTo(1);
    }
  }

  @Test
  void aRegistryThatIsDownIsNotTheRecordsFault() {
    AvroSerde<Trajectory> serde =
        AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), registry);
    byte[] bytes = serde.serializer().serialize("t", Records.trajectory());
    server.fault = request -> FakeConfluentRegistry.error(503, 50301, "away");
    SchemaRegistry away = impatient(server.url());
    AvroSerde<Trajectory> reading =
        AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), away);
    assertThatThrownBy(() -> reading.deserializer().deserialize("t", bytes))
        .isInstanceOf(SchemaRegistryUnavailableException.class)
        .hasMessageContaining(server.url())
        .hasMessageContaining("503");
    server.fault = request -> null;
    assertThat(reading.deserializer().deserialize("t", bytes)).isEqualTo(Records.trajectory());
  }

  @Test
  void anUnknownIdIsTheRecordsFault() {
    byte[] bytes = {0, 0, 0, 0, 99, 1};
    AvroSerde<SkillCommand> serde =
        AvroSerde.of(SkillCommand.class, SkillCommand.getClassSchema(), registry);
    assertThatThrownBy(() -> serde.deserializer().deserialize("t", bytes))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("99");
  }

  @Test
  void credentialsAreSentAndNeverTold() {
    SchemaRegistry basic = open(Map.of("basic.auth.user.info", "me:canary-secret"));
    basic.register("a-value", FIRST);
    assertThat(server.requests.get(0).getHeaders().get("Authorization"))
        .isEqualTo(okhttp3.Credentials.basic("me", "canary-secret"));
    SchemaRegistry bearer = open(Map.of("bearer.auth.token", "canary-token"));
    server.fault = request -> FakeConfluentRegistry.error(401, 401, "Unauthorized");
    assertThatThrownBy(() -> bearer.register("b-value", FIRST))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("credentials")
        .hasMessageNotContaining("canary");
    assertThat(server.requests.get(1).getHeaders().get("Authorization"))
        .isEqualTo("Bearer canary-token");
    server.close();
    String withUser = server.url().replace("http://", "http://me:canary@");
    assertThatThrownBy(() -> impatient(withUser).byId(1)).hasMessageNotContaining("canary");
  }

  @Test
  void answersInHtmlAreErrorsWithAStatus() {
    server.fault =
        request -> new MockResponse.Builder().code(404).body("<html>no such page</html>").build();
    assertThatThrownBy(() -> registry.byId(1))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("404");
  }

  @Test
  void subjectsFollowTheStrategy() {
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "value.subject.name.strategy",
        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");
    AvroSerde<Trajectory> serde =
        AvroSerde.of(Trajectory.class, Trajectory.getClassSchema(), open(properties));
    serde.serializer().serialize("t", Records.trajectory());
    assertThat(server.requests.get(0).getUrl().pathSegments())
        .contains("t-io.trace2skill.avro.Trajectory");
  }

  @Test
  void wrongSettingsAreRefusedWithTheRightOnes() {
    assertThatThrownBy(() -> open(Map.of("auto.registr", "true")))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("auto.register.schemas");
    assertThatThrownBy(() -> open(Map.of("auto.register.schemas", "yes")))
        .hasMessageContaining("true or false");
    assertThatThrownBy(() -> open(Map.of("value.subject.name.strategy", "Mine")))
        .hasMessageContaining("RecordNameStrategy");
    assertThatThrownBy(() -> open(Map.of("basic.auth.user.info", "a:b", "bearer.auth.token", "c")))
        .hasMessageContaining("exclude each other");
    assertThatThrownBy(() -> open(Map.of("ssl.truststore.location", "/no/such/store")))
        .hasMessageContaining("/no/such/store");
  }
}
