// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReferenceShapeIT {

  @TempDir private Path scratch;

  @Test
  void makesTheCallsOfItsLevels() throws Exception {
    Rig rig = new Rig(Path.of("not-started"), List.of(), 1, 1, scratch);

    Measurement run = rig.reference(BenchCase.of(30, "fixed:5", 8));

    Map<String, Long> calls = run.callsByPurpose();
    assertThat(calls).containsEntry("error-analysis", 30L);
    assertThat(calls).containsEntry(ReferencePrompts.MERGE, 6L + 1L);
    assertThat(calls.get(ReferencePrompts.PLACEMENT)).isBetween(5L, 29L);
    assertThat(run.calls()).allSatisfy(call -> assertThat(call.inFlight()).isBetween(1, 8));
    assertThat(run.wall()).isGreaterThanOrEqualTo(run.path().work());
    assertThat(run.path().chain()).isGreaterThanOrEqualTo(0.005 * 4);
  }
}
