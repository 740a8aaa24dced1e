// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

/** A service cannot go on, and a new instance could not either. */
final class ServiceFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  ServiceFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
