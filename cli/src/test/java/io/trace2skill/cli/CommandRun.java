// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** One run of the command in this process, with what it said. */
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(String... args) {
    return reading("", args);
  }

  /** A run in an environment with these variables. */
  static CommandRun with(Map<String, String> environment, String... args) {
    return run(environment, "", args);
  }

  static CommandRun reading(String standardInput, String... args) {
    return run(Map.of(), standardInput, args);
  }

  private static CommandRun run(
      Map<String, String> environment, String standardInput, String... args) {
    InputStream before = System.in;
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try {
      System.setIn(new ByteArrayInputStream(standardInput.getBytes(UTF_8)));
      int exitCode =
          Trace2SkillCommand.commandLine(environment)
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute(args);
      return new CommandRun(exitCode, out.toString(), err.toString());
    } finally {
      System.setIn(before);
    }
  }
}
