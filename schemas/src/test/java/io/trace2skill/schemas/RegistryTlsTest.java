// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {

  private static final String PASSWORD = "canary-password";

  @TempDir Path dir;

  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private final HeldCertificate ours =
      new HeldCertificate.Builder().signedBy(authority).commonName("client").build();
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void startAServerThatDemandsCertificates() throws Exception {
    HeldCertificate theirs =
        new HeldCertificate.Builder()
            .signedBy(authority)
            .addSubjectAlternativeName("localhost")
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    HandshakeCertificates handshake =
        new HandshakeCertificates.Builder()
            .heldCertificate(theirs)
            .addTrustedCertificate(authority.certificate())
            .build();
    server.useHttps(handshake.sslSocketFactory());
    server.requireClientAuth();
    server.enqueue(
        new MockResponse.Builder().code(200).body("{\"schema\": \"\\\"string\\\"\"}").build());
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void bothSidesShowTheirCertificates() throws Exception {
    Map<String, String> properties = new HashMap<>(trust());
    properties.put("ssl.keystore.location", keys().toString());
    properties.put("ssl.keystore.password", PASSWORD);
    try (SchemaRegistry registry = impatient(properties)) {
      assertThat(registry.byId(1)).isEqualTo(SchemaBuilder.builder().stringType());
    }
  }

  @Test
  void withoutACertificateOrTrustThereIsNoAnswer() throws Exception {
    try (SchemaRegistry unknown = impatient(trust());
        SchemaRegistry distrustful = impatient(Map.of())) {
      assertThatThrownBy(() -> unknown.byId(1))
          .isInstanceOf(SchemaRegistryUnavailableException.class);
      assertThatThrownBy(() -> distrustful.byId(1))
          .isInstanceOf(SchemaRegistryUnavailableException.class);
    }
  }

  @Test
  void aWrongPasswordNamesTheStoreAndNotThePassword() throws Exception {
    Map<String, String> properties = new HashMap<>(trust());
    properties.put("ssl.truststore.password", "another-canary");
    assertThatThrownBy(() -> impatient(properties))
        .hasMessageContaining("trust.p12")
        .hasMessageNotContaining("canary");
  }

  private SchemaRegistry impatient(Map<String, String> properties) {
    return new HttpSchemaRegistry(
        RegistrySettings.of(List.of(URI.create(server.url("/").toString())), properties)
            .withPatience(Duration.ofSeconds(2), Duration.ofMillis(500)));
  }

  private Map<String, String> trust() throws Exception {
    KeyStore store = empty();
    store.setCertificateEntry("authority", authority.certificate());
    return Map.of(
        "ssl.truststore.location",
        saved(store, "trust.p12").toString(),
        "ssl.truststore.password",
        PASSWORD);
  }

  private Path keys() throws Exception {
    KeyStore store = empty();
    store.setKeyEntry(
        "client",
        ours.keyPair().getPrivate(),
        PASSWORD.toCharArray(),
        new Certificate[] {ours.certificate(), authority.certificate()});
    return saved(store, "keys.p12");
  }

  private static KeyStore empty() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private Path saved(KeyStore store, String name) throws Exception {
    Path file = dir.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
