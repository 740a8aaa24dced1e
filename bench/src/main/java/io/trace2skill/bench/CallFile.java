// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench;

import io.trace2skill.fakemodel.CallRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The calls of a run as comma-separated values, seconds from the first request on. */
final class CallFile {

  private static final String HEAD =
      "sequence,purpose,arrived,answered,planned,status,attempt,in_flight,prompt_bytes,digest";

  private CallFile() {}

  static void write(Path file, List<CallRecord> calls) throws IOException {
    if (calls.isEmpty()) {
      return;
    }
    Instant start = calls.get(0).arrived();
    Stream<String> lines = calls.stream().map(call -> line(call, start));
    Files.write(file, Stream.concat(Stream.of(HEAD), lines).toList());
  }

  private static String line(CallRecord call, Instant start) {
    return String.format(
        Locale.ROOT,
        "%d,%s,%.4f,%.4f,%.4f,%d,%d,%d,%d,%s",
        call.sequence(),
        call.purpose(),
        seconds(Duration.between(start, call.arrived())),
        seconds(Duration.between(start, call.answered())),
        seconds(call.planned()),
        call.status(),
        call.attempt(),
        call.inFlight(),
        call.promptBytes(),
        call.digest().substring(0, 12));
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
