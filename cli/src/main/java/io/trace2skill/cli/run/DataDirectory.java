// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.cli.files.AtomicFiles;
import io.trace2skill.cli.files.FileTrees;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where runs keep the broker's data and the stores of the topologies. Locked while it is open,
 * because two runs would destroy each other's data, and bound to the settings that its data was
 * made with.
 */
public final class DataDirectory implements AutoCloseable {

  private static final String SETTINGS = "run.properties";
  private static final String LOCK = "lock";
  private static final String LOG = "trace2skill.log";

  private final Path root;
  private final boolean temporary;
  private final boolean fresh;
  private final FileChannel lock;
  private boolean kept;

  private DataDirectory(Path root, boolean temporary, boolean fresh, FileChannel lock) {
    this.root = root;
    this.temporary = temporary;
    this.fresh = fresh;
    this.lock = lock;
  }

  /**
   * Opens the data directory of these settings, or a temporary one when they name none.
   *
   * @throws DataDirectoryException when another run uses it, it belongs to other settings, or it
   *     holds something else
   * @throws IOException when it cannot be created or read
   */
  public static DataDirectory open(EvolveSettings settings)
      throws IOException, DataDirectoryException {
    boolean temporary = settings.dataDir().isEmpty();
    Path root =
        temporary
            ? Files.createTempDirectory("trace2skill-")
            : Files.createDirectories(settings.dataDir().get());
    boolean fresh = !Files.exists(root.resolve(SETTINGS));
    if (fresh && !temporary) {
      requireEmpty(root);
    }
    FileChannel lock = lock(root);
    try {
      if (fresh) {
        AtomicFiles.write(root.resolve(SETTINGS), lines(settings.identity()));
      } else {
        requireSame(root, settings.identity());
      }
      return new DataDirectory(root, temporary, fresh, lock);
    } catch (IOException | DataDirectoryException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens the data directory of earlier runs, whatever their settings were.
   *
   * @throws DataDirectoryException when a run uses it, or it is none
   * @throws IOException when it cannot be read
   */
  static DataDirectory openExisting(Path root) throws IOException, DataDirectoryException {
    if (!Files.exists(root.resolve(SETTINGS))) {
      throw new DataDirectoryException(root + " is no data directory of a run");
    }
    return new DataDirectory(root, false, false, lock(root));
  }

  private static void requireEmpty(Path root) throws IOException, DataDirectoryException {
    try (Stream<Path> entries = Files.list(root)) {
      // A run that was killed at its very start leaves its lock and its log.
      Optional<String> other =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !name.equals(LOCK) && !name.equals(LOG))
              .filter(name -> !name.equals("." + SETTINGS + ".new"))
              .findFirst();
      if (other.isPresent()) {
        throw new DataDirectoryException(
            "%s is no data directory (it holds %s); name an empty or a new one"
                .formatted(root, other.get()));
      }
    }
  }

  private static FileChannel lock(Path root) throws IOException, DataDirectoryException {
    FileChannel channel =
        FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // a run in this very process, refused like any other
    }
    channel.close();
    throw new DataDirectoryException(
        "another run uses the data directory " + root + "; wait for it or name another one");
  }

  private static void requireSame(Path root, Map<String, String> wanted)
      throws IOException, DataDirectoryException {
    Properties stored = new Properties();
    try (Reader reader = Files.newBufferedReader(root.resolve(SETTINGS), UTF_8)) {
      stored.load(reader);
    }
    String differences =
        wanted.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(stored.getProperty(entry.getKey())))
            .map(
                entry ->
                    "--%s was %s and is %s"
                        .formatted(
                            entry.getKey(),
                            stored.getProperty(entry.getKey(), "not set"),
                            entry.getValue()))
            .collect(Collectors.joining(", "));
    if (!differences.isEmpty()) {
      throw new DataDirectoryException(
          "the data directory %s belongs to a run with other settings: %s; repeat those or name another directory"
              .formatted(root, differences));
    }
  }

  private static String lines(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  /** Returns where the topologies keep their stores. */
  public Path streams() {
    return root.resolve("streams");
  }

  /** Returns where the engine keeps files of its own. */
  public Path engine() {
    return root.resolve("engine");
  }

  Path registry() {
    return root.resolve("schemas.avsc");
  }

  /** Returns whether no run has used the directory before. */
  boolean isFresh() {
    return fresh;
  }

  /** Returns the directory itself. */
  public Path root() {
    return root;
  }

  /** Returns the file that logs go to. */
  public Path log() {
    return root.resolve(LOG);
  }

  /** Lets the directory stay, also when it is a temporary one. */
  public void keep() {
    kept = true;
  }

  /** Gives the directory free; a temporary one is removed unless it is to be kept. */
  @Override
  public void close() throws IOException {
    lock.close();
    if (temporary && !kept) {
      FileTrees.delete(root);
    }
  }
}
