// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import io.trace2skill.kafka.embedded.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A broker; says that it is ready by a file. */
final class BrokerWorkload implements Workload {

  @Override
  public Map<String, Double> run(Settings settings, Stop stop) throws Exception {
    Path directory = Path.of(settings.text("directory"));
    try (EmbeddedKafka broker = EmbeddedKafka.start(directory, settings.number("port"))) {
      Files.writeString(Path.of(settings.text("ready")), broker.bootstrapServers());
      stop.await();
    }
    return ProcessFigures.now();
  }
}
