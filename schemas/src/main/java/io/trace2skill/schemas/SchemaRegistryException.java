// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

/** The schema registry could not be used or refused what it was asked. */
public final class SchemaRegistryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SchemaRegistryException(String message) {
    super(message);
  }

  public SchemaRegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
