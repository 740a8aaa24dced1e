// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a service may be told.
 *
 * @param service its name
 * @param sections all keys
 * @param rules what holds between them
 */
public record Catalog(String service, List<Section> sections, List<Rule> rules) {

  public Catalog {
    sections = List.copyOf(sections);
    rules = List.copyOf(rules);
  }

  Stream<ConfigKey<?>> keys() {
    return sections.stream().flatMap(section -> section.keys().stream());
  }

  Optional<ConfigKey<?>> find(String name) {
    return keys().filter(key -> key.name().equals(name)).findFirst();
  }
}
