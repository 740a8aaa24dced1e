// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ReportJsonTest {

  /** Whoever changes the form sees it here, and has to decide on the version. */
  @Test
  void writesTheDocumentedForm() throws IOException {
    try (InputStream in = ReportJsonTest.class.getResourceAsStream("report.json")) {
      String expected = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);

      assertThat(new ReportJson().write(Reports.published())).isEqualTo(expected);
    }
  }
}
