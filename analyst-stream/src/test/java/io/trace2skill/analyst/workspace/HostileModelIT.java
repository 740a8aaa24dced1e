// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import static io.trace2skill.analyst.workspace.Bench.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.trace2skill.analyst.sandbox.Sandbox;
import io.trace2skill.analyst.sandbox.SandboxLimits;
import io.trace2skill.analyst.sandbox.SandboxUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model that does its worst with {@code run_command}. What needs no sandbox is tested elsewhere;
 * this is skipped, with the reason, where bubblewrap does not work.
 */
@Timeout(120)
class HostileModelIT {

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

  /** In the command line of every process that a test starts. */
  private final String mark = "mark_" + UUID.randomUUID().toString().replace('-', '_');

  @TempDir Path temporary;
  private Path secret;
  private Bench bench;
  private Workspace workspace;

  @BeforeEach
  void setUp() throws IOException {
    Optional<Sandbox> sandbox = Optional.empty();
    try {
      sandbox = Optional.of(Sandbox.find(LIMITS));
    } catch (SandboxUnavailableException e) {
      abort("NOT TESTED HERE: " + e.getMessage());
    }
    // Others may pass, as in the directory for temporary files; the secret is readable to all.
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    secret = Files.writeString(temporary.resolve("secret.txt"), "the host's secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-rw-rw-"));
    bench = new Bench(temporary.resolve("workspaces"), sandbox);
    workspace = bench.withInputs("a.txt", "alpha");
  }

  @AfterEach
  void tearDown() {
    if (bench != null) {
      workspace.close();
      bench.close();
      assertThat(processes()).isEmpty();
      assertThat(secret).hasContent("the host's secret");
    }
  }

  @Test
  void worksAsLongAsItBehaves() {
    assertThat(run("wc -c < a.txt > n.txt; cat n.txt; id -u; hostname; pwd"))
        .isEqualTo("exit code 0\n5\n1000\nsandbox\n/workspace\n");
    assertThat(call(workspace, "read_file", "{\"path\":\"n.txt\"}")).startsWith("1: 5\n");
    assertThat(
            call(
                workspace,
                "write_file",
                "{\"path\":\"s.sh\",\"content\":\"echo hello; exit 3\\n\"}"))
        .startsWith("Wrote");
    assertThat(run("echo '# more' >> s.sh; sh s.sh")).isEqualTo("exit code 3\nhello\n");
  }

  @Test
  void seesNoFileOfTheHost() {
    assertThat(
            run(
                "cat "
                    + secret
                    + "; cat ../secret.txt ../../secret.txt; cat /etc/passwd /etc/shadow"))
        .doesNotContain("the host's secret", "root:");
    assertThat(run("ls /home /root /var /opt /srv /run /sys /boot /mnt; ls -A /etc"))
        .doesNotContain("passwd", "hostname");
    run("ln -s " + secret + " link; ln -s / all; echo pwned > link; echo pwned > " + secret);
    assertThat(call(workspace, "read_file", "{\"path\":\"link\"}"))
        .contains("links are not followed");
    assertThat(call(workspace, "read_file", "{\"path\":\"all/etc/passwd\"}"))
        .contains("links are not followed");
    assertThat(call(workspace, "write_file", "{\"path\":\"link\",\"content\":\"pwned\"}"))
        .contains("links are not followed");
    assertThat(call(workspace, "search", "{\"pattern\":\"secret\"}")).isEqualTo("Nothing found.");
  }

  @Test
  void changesNothingButTheWorkspace() {
    assertThat(
            run(
                "for d in / /usr /usr/bin /bin /etc /dev /proc/sys/kernel; do"
                    + " echo x > $d/pwned && echo wrote $d; done; mount -t tmpfs x /tmp && echo"
                    + " mounted; unshare -Ur true && echo nested; echo end"))
        .contains("end")
        .doesNotContain("wrote", "mounted", "nested");
  }

  @Test
  void specialFilesAreNeverOpened() {
    run("mkfifo pipe; ln a.txt hard");
    assertThat(call(workspace, "read_file", "{\"path\":\"pipe\"}")).contains("is a special file");
    assertThat(call(workspace, "write_file", "{\"path\":\"pipe\",\"content\":\"x\"}"))
        .contains("not a place for a file");
    assertThat(call(workspace, "search", "{\"pattern\":\"alpha\"}")).contains("a.txt:1: alpha");
  }

  @Test
  void aForkBombIsSmallAndEnds() {
    long start = System.nanoTime();
    String answer = run("bomb() { : " + mark + "; bomb | bomb & }; bomb; sleep 1000; echo end");
    assertThat(answer).contains("Stopped: it took longer than 4 seconds");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(processes()).isEmpty();
  }

  @Test
  void processesAreCounted() {
    String answer =
        run("for i in $(seq 1 60); do sleep 2 & done 2>/dev/null; ls /proc | grep -c '^[0-9]*$'");
    assertThat(answer).containsAnyOf("fork", "exit code 254", "exit code 0\n2", "exit code 0\n1");
  }

  @Test
  void outputWithoutEndIsCut() {
    assertThat(run("head -c 10000000000 /dev/zero | tr '\\0' x; echo; echo the end"))
        .hasSizeLessThan(4_300)
        .containsAnyOf("Stopped: it took longer", "the end")
        .contains("bytes left out");
  }

  @Test
  void theDiskIsNotFilled() throws IOException {
    assertThat(run("head -c 10000000000 /dev/zero > big; ls -l big")).contains(" 1048576 ");
    assertThat(run("i=0; while :; do i=$((i+1)); head -c 1000000 /dev/zero > f$i; done"))
        .startsWith("Stopped: the workspace holds too much");
    assertThat(bytes(bench.directory())).isLessThan(1L << 30);
    assertThat(run("rm -f f* big; echo room again")).isEqualTo("exit code 0\nroom again\n");
    assertThat(run("i=0; while :; do i=$((i+1)); : > f$i; done"))
        .startsWith("Stopped: the workspace holds too much");
  }

  @Test
  void temporaryFilesDoNotFillTheMemory() {
    assertThat(
            run(
                "for i in $(seq 1 200); do head -c 1000000 /dev/zero > /tmp/f$i || break; done;"
                    + " for i in $(seq 1 200); do head -c 1000000 /dev/zero > /dev/shm/f$i || break;"
                    + " done; echo end"))
        .contains("No space left on device")
        .contains("end");
  }

  @Test
  void memoryIsLimited() {
    assertThat(run("ulimit -v; ulimit -t; ulimit -n; ulimit -c"))
        .isEqualTo("exit code 0\n524288\n3\n64\n0\n");
    assertThat(run("tail /dev/zero"))
        .containsAnyOf("Stopped: it used too much memory", "memory exhausted");
    assertThat(run("for i in 1 2 3; do head -c 300000000 /dev/zero | tail & done; wait"))
        .containsAnyOf("Stopped: it used too much memory", "memory exhausted");
  }

  @Test
  void thereIsNoNetwork() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(
              run(
                  "(echo hello > /dev/tcp/127.0.0.1/"
                      + server.getLocalPort()
                      + ") 2>&1; "
                      + "(echo hello > /dev/tcp/8.8.8.8/53) 2>&1; "
                      + "(echo hello > /dev/udp/8.8.8.8/53) 2>&1; cat /proc/net/dev"))
          .contains("onnection refused", "etwork is unreachable")
          .doesNotContain("eth");
      server.setSoTimeout(300);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void theEnvironmentOfThisProcessStaysHidden() {
    assertThat(
            run(
                "env | cut -d= -f1 | sort | tr '\\n' ' '; cat /proc/*/environ | tr '\\0' '\\n' | cut -d= -f1 | sort -u | tr '\\n' ' '"))
        .isEqualTo(
            "exit code 0\nHOME LANG OMP_NUM_THREADS PATH PWD SHLVL _ "
                + "HOME LANG OMP_NUM_THREADS PATH PWD SHLVL _ ");
    assertThat(run("tr '\\0' ' ' < /proc/1/cmdline; ls /proc")).doesNotContain("java");
  }

  @Test
  void nothingOutlivesTheCommand() {
    assertThat(
            run(
                "f() { trap '' TERM HUP INT; : "
                    + mark
                    + "; while :; do sleep 1; done; }; (f &) ; setsid bash -c ': "
                    + mark
                    + "; sleep 1000' > /dev/null 2>&1 & nohup sleep 1001 & disown -a; echo started"))
        .contains("started");
    assertThat(processes()).isEmpty();
  }

  @Test
  void theParentCannotBeKilled() {
    long self = ProcessHandle.current().pid();
    String answer =
        run("kill -9 " + self + "; kill -9 $PPID; kill -9 1; kill -STOP 1; kill -9 -1; echo end");
    assertThat(answer).startsWith("exit code ");
    assertThat(run("echo alive")).isEqualTo("exit code 0\nalive\n");
  }

  @Test
  void closingKillsACommandThatRuns() {
    Path directory = bench.directory();
    CompletableFuture<String> answer =
        Bench.tool(workspace, "run_command")
            .call(Bench.json("{\"command\":\"touch started; : " + mark + "; sleep 1000; :\"}"))
            .toCompletableFuture();
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(directory.resolve("started")));
    workspace.close();
    assertThat(answer)
        .isCompletedWithValueMatching(text -> text.contains("the analysis has ended"));
    assertThat(processes()).isEmpty();
    assertThat(directory).doesNotExist();
  }

  @Test
  void aTreeTooDeepToNameIsDeleted() {
    Path directory = bench.directory();
    String name = "n".repeat(200);
    assertThat(
            run(
                "for i in $(seq 1 60); do mkdir "
                    + name
                    + " && cd "
                    + name
                    + "; echo x > file; done; echo end"))
        .containsAnyOf("end", "Stopped: the workspace holds too much");
    assertThat(call(workspace, "list_files", "{}")).contains("a.txt");
    workspace.close();
    assertThat(Files.exists(directory, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void filesWithoutPermissionsAndWithOddNamesAreDeleted() {
    Path directory = bench.directory();
    run(
        "ln -s / root; mkdir closed closed/in; touch closed/in/f $'bad\\xffname' ./-rf $'a\\nb';"
            + " chmod 0 closed/in closed a.txt");
    assertThat(call(workspace, "list_files", "{}")).contains("root", "-rf", "a?b");
    workspace.close();
    assertThat(Files.exists(directory, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  private String run(String command) {
    return call(workspace, "run_command", "{\"command\":" + Bench.quoted(command) + "}");
  }

  /** Processes that bear the mark, and bubblewrap itself. */
  private Stream<String> processes() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(mark));
  }

  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
