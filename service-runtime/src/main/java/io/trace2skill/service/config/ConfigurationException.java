// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A configuration that no service can start with. */
public final class ConfigurationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final List<String> complaints;

  /**
   * @param complaints what is wrong and what to do, all at once; at least one
   */
  public ConfigurationException(List<String> complaints) {
    this(complaints, null);
  }

  /**
   * @param complaints what is wrong and what to do, all at once; at least one
   * @param cause null when there is none
   */
  public ConfigurationException(List<String> complaints, @Nullable Throwable cause) {
    super(String.join("\n", complaints), cause);
    this.complaints = List.copyOf(complaints);
  }

  /** Returns what is wrong. */
  public List<String> complaints() {
    return complaints;
  }
}
