// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxUnavailableTest {

  @TempDir Path directory;

  @Test
  void saysWhatIsMissingAndWhatToDo() {
    assertThatThrownBy(() -> Sandbox.find(SandboxLimits.DEFAULT, new Programs(List.of(directory))))
        .isInstanceOf(SandboxUnavailableException.class)
        .hasMessageContaining("without one none is run")
        .hasMessageContaining("Install bubblewrap 0.8 or newer")
        .hasMessageContaining("or switch commands off");
  }

  @Test
  void aBubblewrapThatFailsIsNotUsed() throws IOException {
    assertRefused("echo 'bwrap: no namespaces for you' >&2; exit 1");
  }

  @Test
  void aBubblewrapThatDoesNotIsolateIsNotUsed() throws IOException {
    assertRefused("while [ \"$1\" != -- ]; do shift; done; shift; exec \"$@\"");
  }

  @Test
  void aBubblewrapThatDoesNothingIsNotUsed() throws IOException {
    assertRefused("exit 0");
  }

  private void assertRefused(String script) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path fake = Files.writeString(directory.resolve("bwrap"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Path> directories = new ArrayList<>(List.of(directory));
    directories.addAll(Programs.ofThisMachine().directories());
    assertThatThrownBy(() -> Sandbox.find(SandboxLimits.DEFAULT, new Programs(directories)))
        .isInstanceOf(SandboxUnavailableException.class);
  }
}
