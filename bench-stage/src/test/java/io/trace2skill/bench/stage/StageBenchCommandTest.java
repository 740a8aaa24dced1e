// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StageBenchCommandTest {

  @Test
  void namesABenchmarkThatDoesNotExist() {
    StringWriter errors = new StringWriter();
    int status =
        new CommandLine(new StageBenchCommand())
            .setErr(new PrintWriter(errors))
            .execute("--case", "nothing");

    assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("no benchmark is called nothing");
  }

  @Test
  void helpKnowsEveryBenchmark() {
    String help = new CommandLine(new StageBenchCommand()).getUsageMessage();
    List<String> names = Benchmarks.all(false).stream().map(Benchmark::name).toList();

    assertThat(help).contains(names);
    assertThat(Benchmarks.all(true)).extracting(Benchmark::name).isEqualTo(names);
  }
}
