// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a schema registry with Confluent's REST API is reached and used.
 *
 * @param urls its addresses, tried in turn; not empty
 * @param auth what it is shown
 * @param tls for {@code https}; empty to trust what the JVM trusts
 * @param register whether schemas that it does not know are registered; otherwise they are refused,
 *     as production wants it
 * @param naming of the subjects
 * @param timeout for one request, connecting included; positive
 * @param patience for one question over all attempts and addresses; positive. A stream thread may
 *     be waiting, so well below the 10 s of a transaction
 */
record RegistrySettings(
    List<URI> urls,
    RegistryAuth auth,
    Optional<RegistryTls> tls,
    boolean register,
    SubjectNaming naming,
    Duration timeout,
    Duration patience) {

  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String CREDENTIALS_SOURCE = "basic.auth.credentials.source";
  static final String USER_INFO = "basic.auth.user.info";
  static final String BEARER_TOKEN = "bearer.auth.token";
  static final String NAMING = "value.subject.name.strategy";

  private static final Set<String> KEYS =
      new TreeSet<>(Set.of(AUTO_REGISTER, CREDENTIALS_SOURCE, USER_INFO, BEARER_TOKEN, NAMING));
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  RegistrySettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("the schema registry needs an address");
    }
  }

  /**
   * Reads Confluent's names, without the prefix {@code schema.registry.}.
   *
   * @throws IllegalArgumentException when a name is unknown or a value makes no sense
   */
  static RegistrySettings of(List<URI> urls, Map<String, String> properties) {
    for (String key : properties.keySet()) {
      if (!KEYS.contains(key) && !RegistryTls.KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "there is no setting '%s' of the schema registry; known are %s and %s"
                .formatted(key, KEYS, RegistryTls.KEYS));
      }
    }
    return new RegistrySettings(
        urls,
        auth(urls, properties),
        RegistryTls.of(properties),
        flag(properties.getOrDefault(AUTO_REGISTER, "true")),
        SubjectNaming.ofStrategy(properties.getOrDefault(NAMING, "TopicNameStrategy")),
        TIMEOUT,
        PATIENCE);
  }

  RegistrySettings withPatience(Duration perRequest, Duration perQuestion) {
    return new RegistrySettings(urls, auth, tls, register, naming, perRequest, perQuestion);
  }

  private static RegistryAuth auth(List<URI> urls, Map<String, String> properties) {
    String token = properties.get(BEARER_TOKEN);
    String userInfo = properties.get(USER_INFO);
    if (token != null && userInfo != null) {
      throw new IllegalArgumentException(
          "%s and %s exclude each other".formatted(BEARER_TOKEN, USER_INFO));
    }
    if (token != null) {
      return RegistryAuth.bearer(token);
    }
    String source =
        properties.getOrDefault(CREDENTIALS_SOURCE, userInfo == null ? "" : "USER_INFO");
    return switch (source) {
      case "" -> RegistryAuth.NONE;
      case "USER_INFO" -> RegistryAuth.basic(required(userInfo, USER_INFO));
      case "URL" ->
          RegistryAuth.basic(required(urls.get(0).getUserInfo(), "user:password@ in the URL"));
      default ->
          throw new IllegalArgumentException(
              "%s is '%s'; known are USER_INFO and URL".formatted(CREDENTIALS_SOURCE, source));
    };
  }

  private static String required(@Nullable String value, String name) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the schema registry's credentials are missing: " + name);
    }
    return value;
  }

  private static boolean flag(String value) {
    if (!Arrays.asList("true", "false").contains(value)) {
      throw new IllegalArgumentException(
          "%s is '%s'; it is true or false".formatted(AUTO_REGISTER, value));
    }
    return Boolean.parseBoolean(value);
  }
}
