// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the system's programs lie. The search path of this process is not asked: whoever can change
 * it could put another program in the place of the sandbox.
 *
 * @param directories searched in this order
 */
record Programs(List<Path> directories) {

  Programs {
    directories = List.copyOf(directories);
  }

  static Programs ofThisMachine() {
    return new Programs(List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/local/bin")));
  }

  Optional<Path> find(String name) {
    return directories.stream()
        .map(directory -> directory.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
