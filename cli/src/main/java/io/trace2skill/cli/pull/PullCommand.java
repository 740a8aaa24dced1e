// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.cli.cluster.Cluster;
import io.trace2skill.cli.cluster.ClusterOptions;
import io.trace2skill.cli.cluster.OperatorOptions;
import io.trace2skill.cli.cluster.TopicReader;
import io.trace2skill.cli.files.SkillDirectoryException;
import io.trace2skill.cli.pull.Pulling.Pulled;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trace2skill pull}. */
@Command(
    name = "pull",
    description = {
      "Writes a published version of a skill into a directory that agents read.",
      "",
      "Nothing is written when the directory holds that version already. A version is built out of"
          + " sight and takes its place by renaming; what was changed in the directory is kept."
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:the version is there",
      "  1:the cluster or the disk failed",
      "  2:the command line is wrong",
      "  3:there is no such skill or version",
      "  4:the directory was changed here; nothing was written",
      "  5:the version is there, but the hook failed; the next pull runs it again"
    })
public final class PullCommand implements Callable<Integer> {

  private static final int NO_SUCH_VERSION = 3;
  private static final int CHANGED_HERE = 4;
  private static final int HOOK_FAILED = 5;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SKILL", description = "The skill.")
  private String skill = "";

  @Mixin private TargetOptions target = new TargetOptions();

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "The version. Default: the latest one.")
  private @Nullable Long version;

  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private OperatorOptions options = new OperatorOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Pulling pulling = target.pulling(spec.commandLine(), List.of(skill));
    if (version != null && version < 1) {
      throw new ParameterException(spec.commandLine(), "--version must be at least 1: " + version);
    }
    Optional<SkillSnapshot> found;
    try (Cluster opened = cluster.open()) {
      found = find(opened);
    }
    if (found.isEmpty()) {
      String what = version == null ? "" : "version " + version + " of ";
      return tell(NO_SUCH_VERSION, "there is no %sskill '%s'".formatted(what, skill));
    }
    try {
      Release release = Release.of(found.get(), skill);
      Pulled pulled = pulling.pull(release);
      report(release, pulled);
      return pulled.hookProblem().isPresent() ? tell(HOOK_FAILED, pulled.hookProblem().get()) : 0;
    } catch (UnusableReleaseException e) {
      return tell(1, String.valueOf(e.getMessage()));
    } catch (SkillDirectoryException e) {
      return tell(CHANGED_HERE, String.valueOf(e.getMessage()));
    }
  }

  private int tell(int exitCode, String complaint) {
    spec.commandLine().getErr().println("trace2skill: " + complaint);
    return exitCode;
  }

  private Optional<SkillSnapshot> find(Cluster opened) {
    boolean latest = version == null;
    String topic = latest ? opened.topics().skillSnapshots() : opened.topics().skillVersions();
    String key = latest ? skill : skill + "@" + version;
    AtomicReference<@Nullable ConsumerRecord<String, byte[]>> last = new AtomicReference<>();
    try (TopicReader<String> reader = opened.reader(List.of(topic))) {
      reader.readToEnd(
          record -> {
            if (key.equals(record.key())) {
              last.set(record);
            }
          });
    }
    ConsumerRecord<String, byte[]> record = last.get();
    return record == null
        ? Optional.empty()
        : Optional.ofNullable(
            opened
                .serde(SkillSnapshot.class, SkillSnapshot.getClassSchema())
                .deserializer()
                .deserialize(topic, record.value()));
  }

  private void report(Release release, Pulled pulled) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      OperatorOptions.print(out, PullReport.json(release.skill(), release.version(), pulled));
    } else {
      out.println(PullReport.line(release.skill(), release.version(), pulled));
    }
    out.flush();
  }
}
