// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LeftoversIT {

  @TempDir Path parent;

  @Test
  void whatAKilledProcessLeftIsSweptButNotWhatALiveOneUses() throws Exception {
    Process other = startOther();
    try (BufferedReader reader = other.inputReader()) {
      Path theirs = Path.of(Optional.ofNullable(reader.readLine()).orElseThrow());
      try (Bench bench = new Bench(parent)) {
        bench.withInputs("a.txt", "alpha");
        assertThat(theirs.resolve("b.txt")).exists();
      }
      other.destroyForcibly().waitFor();
      assertThat(theirs.resolve("b.txt")).exists();
      new Bench(parent).close();
      assertThat(theirs).doesNotExist();
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aSecondInstanceInThisProcessLeavesTheFirstAlone() throws IOException {
    try (Bench first = new Bench(parent)) {
      first.withInputs("a.txt", "alpha");
      Path directory = first.directory();
      new Bench(parent).close();
      assertThat(directory.resolve("a.txt")).exists();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void filesOfOthersInTheSameDirectoryAreNotTouched() throws IOException {
    Path lock = Files.writeString(parent.resolve("trace2skill-notes.lock"), "");
    Path directory = Files.createDirectory(parent.resolve("trace2skill-notes"));
    new Bench(parent).close();
    assertThat(lock).exists();
    assertThat(directory).exists();
  }

  private Process startOther() throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                parent.toString()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Opens a workspace, tells where, and waits to be killed. */
  static final class Other {

    private Other() {}

    public static void main(String[] arguments) throws IOException {
      try (Bench bench = new Bench(Path.of(arguments[0]))) {
        bench.withInputs("b.txt", "beta");
        System.out.println(bench.directory());
        while (System.in.read() >= 0) {
          // The other side never writes; the end of its pipe is the end of this.
        }
      }
    }
  }
}
