// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes a report as JSON: indented, with {@code \n} as line end on every system. */
public final class ReportJson {

  private final ObjectWriter writer;

  public ReportJson() {
    ObjectMapper mapper = JsonMapper.builder().build();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    writer =
        mapper.writer(
            new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
  }

  /** Returns the text of {@code report.json}, with a line end at its end. */
  public String write(Report report) {
    try {
      return writer.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }
}
