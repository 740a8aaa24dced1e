// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.bank;

import org.jspecify.annotations.Nullable;

/** Texts could not be turned into vectors. */
public final class EmbeddingException extends Exception {

  private static final long serialVersionUID = 1L;

  public EmbeddingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
