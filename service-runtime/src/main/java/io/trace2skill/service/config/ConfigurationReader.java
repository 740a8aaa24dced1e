// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a configuration and finds all that is wrong with it. */
public final class ConfigurationReader {

  private final Catalog catalog;
  private final KafkaKeys kafkaKeys = new KafkaKeys();
  private final List<String> complaints = new ArrayList<>();
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, String> kafka = new TreeMap<>();
  private final TreeSet<String> unusable = new TreeSet<>();

  private ConfigurationReader(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Returns what file and environment say; the environment wins. Variables that are empty count as
   * not set.
   *
   * @param file empty when the environment says all
   * @throws ConfigurationException when anything is wrong
   */
  public static Configuration read(
      Catalog catalog, Optional<Path> file, Map<String, String> environment)
      throws ConfigurationException {
    ConfigurationReader reader = new ConfigurationReader(catalog);
    file.ifPresent(path -> reader.takeFile(KeyFile.read(path, reader.complaints)));
    reader.takeEnvironment(environment);
    return reader.checked();
  }

  private void takeFile(Map<String, String> lines) {
    lines.forEach(
        (name, text) -> {
          Optional<ConfigKey<?>> key = catalog.find(name);
          if (name.startsWith(KafkaKeys.PREFIX)) {
            kafka.put(name.substring(KafkaKeys.PREFIX.length()), text.strip());
          } else if (key.isEmpty()) {
            complaints.add(unknown(name));
          } else if (key.get().isSecret()) {
            complaints.add(
                name
                    + " is a secret and does not belong into the file; set the environment variable "
                    + key.get().environmentName());
          } else {
            texts.put(name, text);
          }
        });
  }

  private void takeEnvironment(Map<String, String> environment) {
    Map<String, String> names = new HashMap<>();
    catalog.keys().forEach(key -> names.put(key.environmentName(), key.name()));
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              if (text.isEmpty() || !variable.startsWith(ConfigKey.ENVIRONMENT_PREFIX)) {
                return;
              }
              String name = names.get(variable);
              if (name != null) {
                texts.put(name, text);
              } else if (variable.startsWith(KafkaKeys.ENVIRONMENT_PREFIX)) {
                kafka.put(KafkaKeys.fromEnvironment(variable), text);
              } else {
                suspect(variable, names);
              }
            });
  }

  /** Others set variables of this prefix too, so only what looks like a slip is refused. */
  private void suspect(String variable, Map<String, String> names) {
    NearestName.of(variable, names.keySet())
        .filter(near -> NearestName.distance(variable, near) <= 2)
        .ifPresent(
            near ->
                complaints.add(
                    "the environment variable "
                        + variable
                        + " is unknown; did you mean "
                        + near
                        + "?"));
  }

  private String unknown(String name) {
    List<String> names = catalog.keys().<String>map(ConfigKey::name).toList();
    return "unknown key "
        + name
        + NearestName.of(name, names)
            .map(near -> "; did you mean " + near + "?")
            .orElse("; " + catalog.service() + " has no such key, see docs/configuration.md");
  }

  private Configuration checked() throws ConfigurationException {
    catalog.keys().forEach(this::check);
    Configuration configuration = new Configuration(texts, unusable, kafka);
    complaints.addAll(kafkaKeys.complaints(kafka));
    catalog.rules().forEach(rule -> complaints.addAll(rule.complaints(configuration)));
    if (!complaints.isEmpty()) {
      throw new ConfigurationException(complaints);
    }
    return configuration;
  }

  private void check(ConfigKey<?> key) {
    String text = texts.get(key.name());
    if (text == null) {
      if (key.presence() == ConfigKey.Presence.REQUIRED) {
        complaints.add(key.name() + " is missing: set it in the file, or " + key.environmentName());
      }
      return;
    }
    try {
      key.type().parse(text);
    } catch (IllegalArgumentException e) {
      unusable.add(key.name());
      String found = key.isSecret() ? "" : ", not '" + text.strip() + "'";
      complaints.add(key.name() + " must be " + key.type().shape() + found);
    }
  }
}
