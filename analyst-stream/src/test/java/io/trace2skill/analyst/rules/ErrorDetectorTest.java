// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorDetectorTest {

  private static final String TRACEBACK =
      """
      Traceback (most recent call last):
        File "<stdin>", line 3, in <module>
          x = d["a"]
              ~^^^^^
      KeyError: 'a'
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "Error: not enough seats | not enough seats",
        "ERROR : no | no",
        "Error executing tool find_user: no such user | no such user",
        "Error calling the model | Error calling the model",
        "ValueError: bad value | ValueError: bad value",
        "Failed: disk full | Failed: disk full",
        "fatal: not a git repository | fatal: not a git repository",
        "bash: line 1: foo: command not found | bash: line 1: foo: command not found",
        "cat: x: No such file or directory | cat: x: No such file or directory",
        "x: cannot open `x' (No such file or directory) | x: cannot open `x' (No such file or directory)",
        "{\"error\":\"no such user\"} | no such user",
        "{\"error\":{\"type\":\"t\",\"message\":\"quota exceeded\"}} | quota exceeded",
        "{\"is_error\":true,\"content\":3,\"text\":\"boom\"} | boom",
        "{\"status\":\"error\",\"message\":\"nope\"} | nope",
        "{\"success\":false,\"reason\":\"closed\"} | closed",
      })
  void findsTheMessage(String answer, String message) {
    assertThat(ErrorDetector.detect(answer, null, null)).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "The last run had an error: it was fixed.",
        "Error: none",
        "Error: 0",
        "Failed: 0, passed: 10",
        "Error rate is 5 %",
        "3 errors found in file",
        "errors.py\nutil.py",
        "{\"error\":null,\"total\":3}",
        "{\"error\":\"\",\"total\":3}",
        "{\"errors\":2}",
        "[{\"error\":\"in a list of log lines\"}]",
        "src/a.txt\ncat: x: No such file or directory",
        "Script completed successfully, no errors.",
      })
  void takesNothingElseForAnError(String answer) {
    assertThat(ErrorDetector.detect(answer, null, null)).isEmpty();
  }

  @Test
  void takesTheMessageOfATracebackFromBelowItsFrames() {
    assertThat(ErrorDetector.detect("before\n" + TRACEBACK, null, null)).contains("KeyError: 'a'");
  }

  @Test
  void namesAnExceptionWithoutItsPackage() {
    String answer = TRACEBACK.replace("KeyError", "pandas.errors.ParserError");

    assertThat(ErrorDetector.detect(answer, null, 1)).contains("ParserError: 'a'");
  }

  @Test
  void leavesATracebackAloneThatIsOneLineAmongMany() {
    String log = "line\n".repeat(20);

    assertThat(ErrorDetector.detect(log + TRACEBACK + log, null, null)).isEmpty();
    assertThat(ErrorDetector.detect(log + TRACEBACK + log, true, null)).contains("KeyError: 'a'");
  }

  @Test
  void readsStackTracesOfJavaAndNode() {
    String java =
        "Exception in thread \"main\" java.lang.IllegalStateException: no state\n\tat a.B.c(B.java:1)";
    String node = "/app/x.js:3\n  foo();\n  ^\n\nTypeError: foo is not a function\n    at x.js:3:3";

    assertThat(ErrorDetector.detect(java, null, null)).contains("IllegalStateException: no state");
    assertThat(ErrorDetector.detect(node, null, null)).contains("TypeError: foo is not a function");
  }

  @Test
  void believesTheSourceBeforeTheText() {
    assertThat(ErrorDetector.detect("Error: as printed by a program", null, 0)).isEmpty();
    assertThat(ErrorDetector.detect("Error: as printed by a program", false, null)).isEmpty();
    assertThat(ErrorDetector.detect("all fine", null, 2)).contains("all fine");
    assertThat(ErrorDetector.detect("step 1\ncannot go on\nbye", true, null))
        .contains("cannot go on");
    assertThat(ErrorDetector.detect("", null, 1)).contains("");
  }
}
