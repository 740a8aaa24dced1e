// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.workspace;

import static io.trace2skill.analyst.workspace.Bench.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateToolTest {

  @TempDir Path parent;
  private Bench bench;
  private Workspace workspace;

  @BeforeEach
  void setUp() {
    bench = new Bench(parent);
    workspace = bench.open(Bench.trajectory(List.of(), "the golden answer"));
  }

  @AfterEach
  void tearDown() {
    bench.close();
  }

  @Test
  void remembersThatAFixPassed() {
    assertThat(call(workspace, "evaluate", "{\"text\":\"a guess\"}"))
        .startsWith("NOT PASSED.")
        .doesNotContain("golden")
        .endsWith("(2 evaluations left)");
    assertThat(workspace.fixPassed()).isFalse();
    assertThat(call(workspace, "evaluate", "{\"text\":\"the golden answer\"}"))
        .startsWith("PASSED.");
    call(workspace, "evaluate", "{\"text\":\"a worse guess\"}");
    assertThat(workspace.fixPassed()).isTrue();
    assertThat(workspace.evaluations()).isEqualTo(3);
  }

  @Test
  void cannotBeAskedUntilTheReferenceIsFound() {
    for (int i = 0; i < 3; i++) {
      call(workspace, "evaluate", "{\"text\":\"guess " + i + "\"}");
    }
    assertThat(call(workspace, "evaluate", "{\"text\":\"the golden answer\"}"))
        .isEqualTo("error: All 3 evaluations are used up. Answer with what you know.");
    assertThat(workspace.fixPassed()).isFalse();
    assertThat(workspace.evaluations()).isEqualTo(3);
  }

  @Test
  void aCallThatSaysNothingUsableCostsNothing() {
    assertThat(call(workspace, "evaluate", "{}")).contains("Give exactly one of");
    assertThat(call(workspace, "evaluate", "{\"text\":\"a\",\"file\":\"b\"}"))
        .startsWith("error: ");
    assertThat(call(workspace, "evaluate", "{\"file\":\"../../secret\"}"))
        .contains("outside the workspace");
    assertThat(call(workspace, "evaluate", "{\"actions\":[{\"arguments\":{}}]}"))
        .isEqualTo("error: Give \"name\", a string.");
    assertThat(workspace.evaluations()).isZero();
  }

  @Test
  void takesFilesAndActionsAsWell() {
    call(workspace, "write_file", "{\"path\":\"fix.txt\",\"content\":\"a guess\"}");
    assertThat(call(workspace, "evaluate", "{\"file\":\"fix.txt\"}")).startsWith("NOT PASSED.");
    assertThat(call(workspace, "evaluate", "{\"actions\":[{\"name\":\"pay\"}]}"))
        .startsWith("NOT PASSED.");
    assertThat(workspace.evaluations()).isEqualTo(2);
  }
}
