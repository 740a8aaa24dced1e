// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.analyst.service.AnalystService;
import io.trace2skill.merge.service.MergeService;
import io.trace2skill.service.config.ConfigurationReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConfigurationDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");

  @Test
  void theReferenceSaysWhatTheServicesCheck() throws IOException {
    String generated =
        ConfigurationReference.markdown(
            List.of(new AnalystService().catalog(), new MergeService().catalog()));
    Path fresh = Path.of("target", "configuration.md");
    Files.createDirectories(fresh.getParent());
    Files.writeString(fresh, generated);

    assertThat(DOCUMENT)
        .as("copy cli/target/configuration.md, which was just generated, over it")
        .hasContent(generated);
  }
}
