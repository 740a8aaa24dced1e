// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.patch;

/** A text is no patch in JSON. The message says where and what to do. */
public final class PatchJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  PatchJsonException(String where, String what) {
    super(where + ": " + what);
  }
}
