// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.List;

/**
 * Keys that belong together.
 *
 * @param title heading in the reference
 * @param keys in the order of the reference
 */
public record Section(String title, List<ConfigKey<?>> keys) {
  public Section {
    keys = List.copyOf(keys);
  }
}
