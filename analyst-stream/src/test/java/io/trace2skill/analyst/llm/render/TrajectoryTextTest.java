// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.analyst.llm.Runs;
import io.trace2skill.avro.ArtifactRole;
import io.trace2skill.avro.Trajectory;
import org.junit.jupiter.api.Test;

final class TrajectoryTextTest {

  private static final int ALL = Integer.MAX_VALUE;

  @Test
  void tellsTaskOutcomeFindingsAndStepsInOrder() {
    Trajectory run =
        Runs.failed()
            .task("Add the entries up.")
            .finding("Cell B7 differs.")
            .user("Please.")
            .call("shell", "{\"cmd\":\"ls\"}", "no such file", 2)
            .assistant("Done.")
            .build();

    assertThat(TrajectoryText.of(run, false).shortened(ALL).text())
        .isEqualTo(
            """
            Task: Add the entries up.
            Outcome: failure
            What the check of the result found:
            - Cell B7 differs.
            Steps: 4

            [1] user
            Please.
            [2] assistant
            calls shell: {"cmd":"ls"}
            [3] tool shell, exit code 2, error
            no such file
            [4] assistant
            Done.
            """);
  }

  @Test
  void showsNothingOfTheReference() {
    Trajectory run =
        Runs.failed()
            .reference("forty-two apples")
            .expects("pick", "{\"fruit\":\"apples\"}")
            .artifact("gold.csv", ArtifactRole.REFERENCE, "apples;42")
            .assistant("Pears.")
            .build();

    assertThat(TrajectoryText.of(run, true).shortened(ALL).text()).doesNotContain("apples");
  }

  @Test
  void cutsTheMiddleOfALongResult() {
    Trajectory run =
        Runs.succeeded().call("read", "{}", "HEAD" + "x".repeat(50_000) + "TAIL").build();

    assertThat(TrajectoryText.of(run, false).shortened(ALL).text())
        .contains("HEAD", "TAIL", "characters left out")
        .hasSizeLessThan(5_000);
  }

  @Test
  void masksBeforeItCuts() {
    String key = "sk-" + "a1B2".repeat(10);
    Trajectory run =
        Runs.succeeded().call("read", "{}", "x".repeat(2_600) + key + "y".repeat(5_000)).build();

    assertThat(TrajectoryText.of(run, false).shortened(ALL).text())
        .doesNotContain("a1B2")
        .contains("characters left out");
  }

  @Test
  void handsImagesOverToModelsThatTakeThem() {
    Trajectory run =
        Runs.succeeded()
            .image("image/png", new byte[] {1, 2, 3})
            .image("application/pdf", new byte[] {4})
            .build();

    RenderedTrajectory rendered = TrajectoryText.of(run, true).shortened(ALL);

    assertThat(rendered.images())
        .containsExactly(new NumberedImage(1, "data:image/png;base64,AQID"));
    assertThat(rendered.text())
        .contains("[image 1: image/png, 3 bytes]", "[application/pdf, 1 bytes; not shown]");
  }

  @Test
  void describesImagesToModelsThatDoNot() {
    Trajectory run = Runs.succeeded().image("image/png", new byte[] {1, 2, 3}).build();

    RenderedTrajectory rendered = TrajectoryText.of(run, false).shortened(ALL);

    assertThat(rendered.images()).isEmpty();
    assertThat(rendered.text()).contains("[image/png, 3 bytes; not shown]");
  }

  @Test
  void makesNobodyFetchWhatATrajectoryPointsAt() {
    Trajectory run = Runs.succeeded().imageAt("image/png", "http://169.254.169.254/latest").build();

    RenderedTrajectory rendered = TrajectoryText.of(run, true).shortened(ALL);

    assertThat(rendered.images()).isEmpty();
    assertThat(rendered.text()).contains("kept elsewhere").doesNotContain("169.254");
  }

  @Test
  void showsTheLastEightImagesOnly() {
    Runs run = Runs.succeeded();
    for (int i = 0; i < 10; i++) {
      run.image("image/png", new byte[] {(byte) i});
    }

    assertThat(TrajectoryText.of(run.build(), true).shortened(ALL).images())
        .extracting(NumberedImage::number)
        .containsExactly(3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void dropsTheImagesOfStepsThatAreLeftOut() {
    Runs run = Runs.succeeded();
    for (int i = 0; i < 20; i++) {
      run.assistant("x".repeat(500)).image("image/png", new byte[] {(byte) i});
    }

    RenderedTrajectory rendered = TrajectoryText.of(run.build(), true).shortened(3_000);

    assertThat(rendered.text()).contains("steps left out");
    assertThat(rendered.images())
        .allSatisfy(
            image -> assertThat(rendered.text()).contains("[image " + image.number() + ":"));
  }

  @Test
  void keepsAnErrorInTheMiddleWithTheStepsAroundIt() {
    Runs run = Runs.failed();
    for (int i = 0; i < 20; i++) {
      run.call("list", "{\"page\":" + i + "}", "x".repeat(300), 0);
    }
    run.call("parse", "{}", "Error: unexpected end", 1);
    for (int i = 0; i < 20; i++) {
      run.call("list", "{\"page\":" + i + "}", "x".repeat(300), 0);
    }

    assertThat(TrajectoryText.of(run.build(), false).shortened(4_000).text())
        .contains("[1] ", "[41] assistant", "[42] tool parse, exit code 1, error", "[43] ", "[82] ")
        .contains("left out");
  }
}
