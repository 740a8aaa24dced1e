// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line that puts a command into bubblewrap.
 *
 * <p>Bubblewrap is always started by an ordinary user. When this process is root it steps down
 * first, because the kernel exempts root from the limit on processes; the workspace is given to
 * that other user.
 */
final class Bubblewrap {

  /** Where the workspace lies inside. */
  static final String WORKSPACE = "/workspace";

  /** No account of this number exists: systemd leaves 60578 to 61183 free. */
  private static final int USER_FOR_ROOT = 61_000;

  private static final List<String> SYSTEM_DIRECTORIES =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

  /** What programs of these directories need of /etc to start; nothing that names a person. */
  private static final List<String> SYSTEM_FILES =
      List.of("/etc/alternatives", "/etc/ld.so.cache", "/etc/fonts");

  private static final long TEMPORARY_BYTES = 64L << 20;

  private final List<String> before;
  private final List<String> limitCommand;
  private final Ownership ownership;

  private Bubblewrap(List<String> before, List<String> limitCommand, Ownership ownership) {
    this.before = List.copyOf(before);
    this.limitCommand = List.copyOf(limitCommand);
    this.ownership = ownership;
  }

  static Bubblewrap find(Programs programs, SandboxLimits limits) {
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      throw new SandboxUnavailableException("It works on Linux only.");
    }
    Path bwrap = need(programs, "bwrap", "bubblewrap, version 0.8 or newer");
    Path prlimit = need(programs, "prlimit", "util-linux");
    Path choom = need(programs, "choom", "util-linux");
    Path shell = programs.find("bash").orElse(Path.of("/bin/sh"));
    Ownership ownership = Ownership.ofThisProcess(USER_FOR_ROOT);
    List<String> before = new ArrayList<>();
    if (ownership.changes()) {
      before.addAll(stepDown(need(programs, "setpriv", "util-linux")));
    }
    before.add(bwrap.toString());
    before.addAll(isolation());
    return new Bubblewrap(before, limitCommand(choom, prlimit, shell, limits), ownership);
  }

  private static Path need(Programs programs, String name, String source) {
    return programs
        .find(name)
        .orElseThrow(
            () ->
                new SandboxUnavailableException(
                    "The program " + name + " is missing; it comes with " + source + "."));
  }

  /** Gives the workspace to the user that commands run as. */
  void handOver(Path workspace) throws IOException {
    ownership.apply(workspace);
  }

  /** Returns what else may be wrong when it does not start. */
  String hint() {
    return ownership.changes()
        ? ". Commands of root run as another user, who must be able to pass through the directory"
            + " of the workspaces and all above it (chmod o+x)."
        : ".";
  }

  List<String> commandLine(Path workspace, String command) {
    List<String> line = new ArrayList<>(before);
    line.addAll(List.of("--bind", workspace.toString(), WORKSPACE));
    // Last, because it closes what the options before it had to write.
    line.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/"));
    line.addAll(List.of("--chdir", WORKSPACE, "--"));
    line.addAll(limitCommand);
    line.add(command);
    return line;
  }

  private static List<String> stepDown(Path setpriv) {
    String user = Integer.toString(USER_FOR_ROOT);
    return List.of(
        setpriv.toString(),
        "--reuid=" + user,
        "--regid=" + user,
        "--clear-groups",
        "--inh-caps=-all",
        "--no-new-privs",
        "--");
  }

  private static List<String> isolation() {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--unshare-user", "--disable-userns", "--unshare-pid", "--unshare-net"));
    options.addAll(List.of("--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
    options.addAll(List.of("--uid", "1000", "--gid", "1000", "--hostname", "sandbox"));
    options.addAll(List.of("--cap-drop", "ALL", "--new-session", "--die-with-parent"));
    options.addAll(environment());
    SYSTEM_DIRECTORIES.forEach(directory -> options.addAll(readOnly(Path.of(directory))));
    SYSTEM_FILES.forEach(file -> options.addAll(List.of("--ro-bind-try", file, file)));
    options.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    String size = Long.toString(TEMPORARY_BYTES);
    options.addAll(List.of("--size", size, "--tmpfs", "/dev/shm"));
    options.addAll(List.of("--size", size, "--tmpfs", "/tmp"));
    return options;
  }

  private static List<String> environment() {
    return List.of(
        "--clearenv",
        "--setenv",
        "PATH",
        "/usr/local/bin:/usr/bin:/bin",
        "--setenv",
        "HOME",
        "/tmp",
        "--setenv",
        "LANG",
        "C.UTF-8",
        // Libraries for numbers reserve address space for each core otherwise.
        "--setenv",
        "OMP_NUM_THREADS",
        "1");
  }

  private static List<String> readOnly(Path directory) {
    if (Files.isSymbolicLink(directory)) {
      return link(directory)
          .map(to -> List.of("--symlink", to, directory.toString()))
          .orElse(List.of());
    }
    return List.of("--ro-bind-try", directory.toString(), directory.toString());
  }

  private static Optional<String> link(Path directory) {
    try {
      return Optional.of(Files.readSymbolicLink(directory).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> limitCommand(
      Path choom, Path prlimit, Path shell, SandboxLimits limits) {
    return List.of(
        // When memory runs out, the kernel picks these processes before any other.
        choom.toString(),
        "-n",
        "1000",
        "--",
        prlimit.toString(),
        "--cpu=" + limits.cpuTime().toSeconds(),
        "--as=" + limits.processMemory(),
        "--nproc=" + limits.processes(),
        "--nofile=" + limits.openFiles(),
        "--fsize=" + limits.fileBytes(),
        "--memlock=65536",
        "--msgqueue=65536",
        "--core=0",
        "--",
        shell.toString(),
        "-c");
  }
}
