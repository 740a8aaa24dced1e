// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Reads the version from the jar. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {text(), "Java " + Runtime.version()};
  }

  /** Returns name and version of this program. */
  static String text() {
    return "trace2skill "
        + Objects.requireNonNullElse(
            Version.class.getPackage().getImplementationVersion(), "(not packaged)");
  }
}
