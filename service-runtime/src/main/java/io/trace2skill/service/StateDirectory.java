// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trace2skill.service.config.ConfigurationException;
import io.trace2skill.service.config.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The directory of a process.
 *
 * @param path exists and can be written
 */
record StateDirectory(Path path) {

  private static final String FILE = "service.properties";

  /**
   * Makes the directory when it is missing.
   *
   * @throws ConfigurationException when it cannot be made or written
   */
  static StateDirectory open(Path path) throws ConfigurationException {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new ConfigurationException(List.of("state.dir " + path + " cannot be made: " + e), e);
    }
    if (!Files.isWritable(path)) {
      throw new ConfigurationException(List.of("state.dir " + path + " cannot be written"));
    }
    return new StateDirectory(path);
  }

  /** Tells other processes of this machine about this one; whole or not at all. */
  void publish(Optional<ListenAddress> http) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("process.id=").append(ProcessHandle.current().pid()).append('\n');
    http.ifPresent(
        address ->
            text.append("http.address=")
                .append(address.toString().replace(":", "\\:"))
                .append('\n'));
    Path temporary = path.resolve(FILE + ".new");
    Files.writeString(temporary, text, UTF_8);
    Files.move(
        temporary,
        path.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
