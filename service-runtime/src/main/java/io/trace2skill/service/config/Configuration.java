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
  private final Map<String, String> passed;

  /**
   * @param texts by the names of keys
   * @param unusable names of keys whose text has no value
   * @param passed settings that pass through, with their prefix
   */
  Configuration(Map<String, String> texts, Set<String> unusable, Map<String, String> passed) {
    this.texts = Map.copyOf(texts);
    this.unusable = Set.copyOf(unusable);
    this.passed = Map.copyOf(passed);
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

  /**
   * Returns the settings that pass through to something else; a new map.
   *
   * @param prefix one of {@link Passed#PREFIXES}; the names come without it
   */
  public Map<String, String> passed(String prefix) {
    Map<String, String> settings = new HashMap<>();
    passed.forEach(
        (name, text) -> {
          if (name.startsWith(prefix)) {
            settings.put(name.substring(prefix.length()), text);
          }
        });
    return settings;
  }
}
