// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a service was told, checked. Immutable. */
public final class Configuration {

  private final Map<String, String> texts;
  private final Set<String> unusable;
  private final Map<String, String> kafka;

  /**
   * @param texts by the names of keys
   * @param unusable names of keys whose text has no value
   * @param kafka settings that pass through, by Kafka's names
   */
  Configuration(Map<String, String> texts, Set<String> unusable, Map<String, String> kafka) {
    this.texts = Map.copyOf(texts);
    this.unusable = Set.copyOf(unusable);
    this.kafka = Map.copyOf(kafka);
  }

  /**
   * Returns the value of a key that is required or has a default.
   *
   * @throws IllegalStateException when it has none
   */
  public <T> T get(ConfigKey<T> key) {
    return find(key).orElseThrow(() -> new IllegalStateException(key.name() + " has no value"));
  }

  /** Returns the value of a key, empty when it is not set and has no default. */
  public <T> Optional<T> find(ConfigKey<T> key) {
    if (unusable.contains(key.name())) {
      return Optional.empty();
    }
    return Optional.ofNullable(texts.get(key.name())).or(key::fallback).map(key.type()::parse);
  }

  /** Returns whether the file or the environment sets it. */
  public boolean isSet(ConfigKey<?> key) {
    return texts.containsKey(key.name());
  }

  /** Returns the settings that pass through to Kafka Streams and its clients; a new map. */
  public Map<String, Object> kafka() {
    return new HashMap<>(kafka);
  }
}
