// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import java.util.Optional;

/** Knows sources that are no JSON text as a whole, so that they are refused once, not by line. */
final class ForeignFormat {

  private ForeignFormat() {}

  /** Returns what to do about a source that begins like that, or empty when it may be JSON. */
  static Optional<String> of(byte[] start) {
    if (begins(start, 0x1F, 0x8B)) {
      return Optional.of("it is compressed; unpack it with gzip -d first");
    }
    if (begins(start, 'P', 'K', 3, 4)) {
      return Optional.of("it is a zip archive; unpack it first");
    }
    if (begins(start, 0xFF, 0xFE) || begins(start, 0xFE, 0xFF)) {
      return Optional.of("it is UTF-16 text; save it as UTF-8");
    }
    return Optional.empty();
  }

  private static boolean begins(byte[] start, int... signature) {
    if (start.length < signature.length) {
      return false;
    }
    for (int i = 0; i < signature.length; i++) {
      if ((start[i] & 0xFF) != signature[i]) {
        return false;
      }
    }
    return true;
  }
}
