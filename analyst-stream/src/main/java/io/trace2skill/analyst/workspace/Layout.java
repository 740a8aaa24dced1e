// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import io.trace2skill.avro.Artifact;
import io.trace2skill.avro.ArtifactRole;
import io.trace2skill.avro.Trajectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was laid out of a trajectory.
 *
 * @param roles path inside the workspace to what the file was for the execution, such as {@code
 *     input}
 * @param notes what was renamed or left out and why, for the model
 */
record Layout(Map<String, String> roles, List<String> notes) {

  Layout {
    roles = Map.copyOf(roles);
    notes = List.copyOf(notes);
  }

  /** Writes the artifacts into an empty directory; never the reference, nor a copy of it. */
  static Layout write(Trajectory trajectory, Path directory, WorkspaceLimits limits)
      throws IOException {
    List<ByteBuffer> references =
        trajectory.getArtifacts().stream()
            .filter(artifact -> artifact.getRole() == ArtifactRole.REFERENCE)
            .flatMap(artifact -> Optional.ofNullable(artifact.getData()).stream())
            .toList();
    Writer writer = new Writer(directory, limits);
    for (Artifact artifact : trajectory.getArtifacts()) {
      boolean secret =
          artifact.getRole() == ArtifactRole.REFERENCE
              || (artifact.getRole() == ArtifactRole.OTHER
                  && references.contains(artifact.getData()));
      if (!secret) {
        writer.write(artifact);
      }
    }
    return new Layout(writer.roles, writer.notes);
  }

  /** Keeps the count of what is written. */
  private static final class Writer {

    private final Path directory;
    private final WorkspaceLimits limits;
    private final ArtifactNames names = new ArtifactNames();
    private final Map<String, String> roles = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long total;

    Writer(Path directory, WorkspaceLimits limits) {
      this.directory = directory;
      this.limits = limits;
    }

    void write(Artifact artifact) throws IOException {
      String shown = Shown.name(artifact.getName());
      ByteBuffer data = artifact.getData();
      if (data == null) {
        notes.add(shown + " is not here: its content was not recorded.");
        return;
      }
      if (data.remaining() > limits.fileBytes()
          || total + data.remaining() > limits.totalBytes()
          || roles.size() >= limits.files()) {
        notes.add(shown + " is not here: it is too large (" + data.remaining() + " bytes).");
        return;
      }
      String name = names.next(artifact.getName());
      if (!name.equals(artifact.getName())) {
        notes.add(shown + " is called " + Shown.name(name) + " here.");
      }
      Path file = directory.resolve(name);
      PrivateFiles.createDirectories(Objects.requireNonNull(file.getParent()), PrivateFiles.OWNER);
      byte[] bytes = new byte[data.remaining()];
      data.duplicate().get(bytes);
      PrivateFiles.create(file, bytes);
      total += bytes.length;
      roles.put(name, artifact.getRole().name().toLowerCase(Locale.ROOT));
    }
  }
}
