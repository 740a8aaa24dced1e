// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import picocli.CommandLine.IVersionProvider;

/** Reads the version from the jar. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "trace2skill " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()
    };
  }
}
