// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

/**
 * The schema registry cannot be reached, or fails itself. It says nothing about the schema or the
 * record in question: what asked should ask again later and must not take the record for damaged.
 */
public final class SchemaRegistryUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was asked, of whom, and for how long
   * @param cause why the last attempt failed
   */
  public SchemaRegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
