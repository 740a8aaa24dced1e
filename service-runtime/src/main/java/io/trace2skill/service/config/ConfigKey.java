// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.Locale;
import java.util.Optional;

/**
 * A key of the configuration, declared once: what checks it and what documents it are made of this.
 *
 * @param name lower case, words parted by dots
 * @param type of its values
 * @param fallback the text of the default; empty when there is none
 * @param presence whether it must be set
 * @param description one or more sentences for operators, in Markdown
 */
public record ConfigKey<T>(
    String name,
    ValueType<T> type,
    Optional<String> fallback,
    Presence presence,
    String description) {

  /** Whether a key must be set, and where. */
  public enum Presence {
    /** It has no default and must be set. */
    REQUIRED,
    /** It need not be set. */
    OPTIONAL,
    /** A secret: it need not be set, is taken from the environment alone and never printed. */
    SECRET
  }

  /** What the names of environment variables begin with. */
  public static final String ENVIRONMENT_PREFIX = "TRACE2SKILL_";

  /**
   * @throws IllegalArgumentException when the default is no value of the type
   */
  public ConfigKey {
    fallback.ifPresent(type::parse);
  }

  /** Declares a key that must be set. */
  public static <T> ConfigKey<T> required(String name, ValueType<T> type, String description) {
    return new ConfigKey<>(name, type, Optional.empty(), Presence.REQUIRED, description);
  }

  /** Declares a key with a default. */
  public static <T> ConfigKey<T> withDefault(
      String name, ValueType<T> type, String fallback, String description) {
    return new ConfigKey<>(name, type, Optional.of(fallback), Presence.OPTIONAL, description);
  }

  /** Declares a key that may be left out. */
  public static <T> ConfigKey<T> optional(String name, ValueType<T> type, String description) {
    return new ConfigKey<>(name, type, Optional.empty(), Presence.OPTIONAL, description);
  }

  /** Declares a secret that may be left out. */
  public static ConfigKey<String> secret(String name, String description) {
    return new ConfigKey<>(name, ValueTypes.text(), Optional.empty(), Presence.SECRET, description);
  }

  /** Returns the environment variable that sets it. */
  public String environmentName() {
    return ENVIRONMENT_PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  boolean isSecret() {
    return presence == Presence.SECRET;
  }
}
