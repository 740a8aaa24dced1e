// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.bank;

import java.util.List;

/** Turns texts into vectors that are near each other when the texts are about the same. */
public interface Embedder {

  /** Returns the name that a bank remembers, so that it is asked in the space it was made in. */
  String name();

  /**
   * Returns a vector of length 1 for each text, all with the same number of dimensions. A text that
   * has nothing to be recognised by gives a zero vector.
   *
   * @throws EmbeddingException when the vectors cannot be had
   */
  List<float[]> embed(List<String> texts) throws EmbeddingException;
}
