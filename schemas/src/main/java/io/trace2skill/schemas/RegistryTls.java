// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom the client trusts and as whom it shows itself, from key stores as Kafka's clients use them.
 */
final class RegistryTls {

  private static final String TRUST = "ssl.truststore.";
  private static final String KEY = "ssl.keystore.";
  private static final String KEY_PASSWORD = "ssl.key.password";

  static final Set<String> KEYS =
      Set.of(
          TRUST + "location",
          TRUST + "password",
          TRUST + "type",
          KEY + "location",
          KEY + "password",
          KEY + "type",
          KEY_PASSWORD);

  private final SSLSocketFactory sockets;
  private final X509TrustManager trust;

  private RegistryTls(SSLSocketFactory sockets, X509TrustManager trust) {
    this.sockets = sockets;
    this.trust = trust;
  }

  /**
   * Loads the key stores that the properties name; empty when they name none.
   *
   * @throws IllegalArgumentException when one cannot be used, with its path and never its password
   */
  static Optional<RegistryTls> of(Map<String, String> properties) {
    Optional<KeyStore> trusted = store(properties, TRUST);
    Optional<KeyStore> own = store(properties, KEY);
    if (trusted.isEmpty() && own.isEmpty()) {
      return Optional.empty();
    }
    try {
      X509TrustManager trust = trustManager(trusted.orElse(null));
      KeyManager[] keys = own.isPresent() ? keyManagers(own.get(), properties) : new KeyManager[0];
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {trust}, new SecureRandom());
      return Optional.of(new RegistryTls(context.getSocketFactory(), trust));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "TLS to the schema registry cannot be set up: " + e.getMessage(), e);
    }
  }

  SSLSocketFactory sockets() {
    return sockets;
  }

  X509TrustManager trust() {
    return trust;
  }

  private static X509TrustManager trustManager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("the JVM has no X.509 trust manager"));
  }

  private static KeyManager[] keyManagers(KeyStore store, Map<String, String> properties)
      throws GeneralSecurityException {
    String password =
        properties.getOrDefault(KEY_PASSWORD, properties.getOrDefault(KEY + "password", ""));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password.toCharArray());
    return factory.getKeyManagers();
  }

  private static Optional<KeyStore> store(Map<String, String> properties, String prefix) {
    String location = properties.get(prefix + "location");
    if (location == null) {
      return Optional.empty();
    }
    String type = properties.getOrDefault(prefix + "type", KeyStore.getDefaultType());
    String password = properties.get(prefix + "password");
    try (InputStream in = Files.newInputStream(Path.of(location))) {
      KeyStore store = KeyStore.getInstance(type);
      store.load(in, password == null ? null : password.toCharArray());
      return Optional.of(store);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the key store %s (%slocation) cannot be read: %s"
              .formatted(location, prefix, e.getMessage()),
          e);
    }
  }
}
