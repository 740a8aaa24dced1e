// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.trace2skill.analyst.sandbox.CommandResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each of these needs a machine where bubblewrap works, and says so where it does not. */
@Timeout(60)
class SandboxIT {

  private static final SandboxLimits LIMITS =
      new SandboxLimits(
          Duration.ofSeconds(4),
          Duration.ofSeconds(3),
          512L << 20,
          256L << 20,
          24,
          64,
          1L << 20,
          4L << 20,
          200,
          4_000,
          2);

  @TempDir Path parent;
  private Path workspace;
  private Sandbox sandbox;

  @BeforeEach
  void setUp() throws IOException {
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
    workspace =
        Files.createDirectory(
            parent.resolve("workspace"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      sandbox = Sandbox.find(LIMITS);
    } catch (SandboxUnavailableException e) {
      abort(e.getMessage());
    }
  }

  @Test
  void runsACommandInTheWorkspace() throws Exception {
    Files.writeString(workspace.resolve("in.txt"), "3\n4\n");
    CommandResult result = run("pwd; wc -l < in.txt > out.txt; cat out.txt; exit 7");
    assertThat(result).isEqualTo(new CommandResult(7, "/workspace\n2\n", Ending.EXITED));
    assertThat(workspace.resolve("out.txt")).hasContent("2");
  }

  private CommandResult run(String command) throws Exception {
    return sandbox.run(workspace, command, () -> false);
  }
}
