// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.merge.EditVariant;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditId;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BlamePropertyTest {

  private static final List<String> FILES = List.of("SKILL.md", "references/a.md");

  @Property(tries = 200)
  void everyLineComesFromTheOneVersionThatBroughtIt(@ForAll Random random) {
    List<SkillVersion> versions = anyHistory(random, 1000);
    for (SkillVersion version : versions) {
      SortedMap<String, List<BlamedLine>> blame = blame(versions, version);
      assertThat(text(blame)).isEqualTo(version.files().files());
      blame.values().stream()
          .flatMap(List::stream)
          .forEach(line -> assertThat(line.text()).startsWith("- version " + line.version() + " "));
    }
  }

  @Property(tries = 200)
  void linesThatLookAlikeStillHaveOneOriginEach(@ForAll Random random) {
    List<SkillVersion> versions = anyHistory(random, 2);
    for (SkillVersion version : versions) {
      SortedMap<String, List<BlamedLine>> blame = blame(versions, version);
      assertThat(text(blame)).isEqualTo(version.files().files());
      blame.forEach(
          (path, lines) ->
              assertThat(lines)
                  .allSatisfy(
                      line -> {
                        SkillVersion origin = versions.get((int) line.version() - 1);
                        assertThat(origin.number()).isLessThanOrEqualTo(version.number());
                        assertThat(origin.restored()).isEmpty();
                        assertThat(origin.files().file(path).orElseThrow().lines())
                            .contains(line.text());
                        assertThat(origin.edits()).containsAll(line.edits());
                      }));
    }
  }

  @Property(tries = 100)
  void theEditsBehindALineAreThoseThatSayIt(@ForAll Random random) {
    List<SkillVersion> versions = anyHistory(random, 1000);
    SkillVersion last = versions.get(versions.size() - 1);
    blame(versions, last).values().stream()
        .flatMap(List::stream)
        .forEach(
            line -> {
              SkillVersion origin = versions.get((int) line.version() - 1);
              assertThat(line.edits())
                  .isEqualTo(
                      origin.edits().stream()
                          .filter(edit -> edit.edit().content().orElseThrow().equals(line.text()))
                          .toList());
              assertThat(line.trajectories()).hasSize(line.edits().size());
            });
  }

  private static SortedMap<String, List<BlamedLine>> blame(
      List<SkillVersion> versions, SkillVersion version) {
    return Blame.of(version, number -> Optional.of(versions.get((int) number - 1)));
  }

  private static Map<String, String> text(Map<String, List<BlamedLine>> blame) {
    Map<String, String> files = new TreeMap<>();
    blame.forEach(
        (path, lines) ->
            files.put(
                path, lines.stream().map(line -> line.text() + "\n").reduce("", String::concat)));
    return files;
  }

  /**
   * Returns versions by evolution, by a registered base that keeps some of what was there, by
   * restoring, and after a deletion.
   *
   * @param texts how many different lines a version may bring: few make lines alike
   */
  private static List<SkillVersion> anyHistory(Random random, int texts) {
    List<SkillVersion> versions = new ArrayList<>();
    Optional<Long> parent = Optional.empty();
    for (long number = 1; number <= 8; number++) {
      if (number > 1 && random.nextInt(4) == 0) {
        SkillVersion earlier = versions.get(random.nextInt(versions.size()));
        versions.add(
            new SkillVersion(
                number, parent, Optional.of(earlier.number()), earlier.files(), List.of()));
      } else {
        versions.add(grown(versions, number, parent, random, texts));
      }
      parent = random.nextInt(8) == 0 ? Optional.empty() : Optional.of(number);
    }
    return versions;
  }

  private static SkillVersion grown(
      List<SkillVersion> versions, long number, Optional<Long> parent, Random random, int texts) {
    SkillDirectory files =
        parent
            .map(earlier -> versions.get(earlier.intValue() - 1).files())
            .orElse(SkillDirectory.of(Map.of()));
    boolean evolved = random.nextBoolean();
    List<SourcedEdit> edits = new ArrayList<>();
    for (String path : FILES) {
      List<String> lines = new ArrayList<>(files.file(path).orElse("").lines().toList());
      lines.removeIf(line -> random.nextInt(5) == 0);
      for (int i = random.nextInt(4); i > 0; i--) {
        String line =
            texts < 100
                ? "- line " + random.nextInt(texts)
                : "- version " + number + " " + edits.size() + path + i;
        lines.add(random.nextInt(lines.size() + 1), line);
        if (evolved) {
          edits.add(edit(path, line, number, edits.size()));
        }
      }
      files = files.with(path, String.join("", lines.stream().map(line -> line + "\n").toList()));
    }
    return new SkillVersion(number, parent, Optional.empty(), files, edits);
  }

  private static SourcedEdit edit(String path, String line, long version, int ordinal) {
    Edit edit = Edit.of(path, EditOp.APPEND_TO_SECTION).withContent(line);
    EditId source = new EditId("t" + version + "-" + ordinal, 0);
    return new SourcedEdit(List.of(EditVariant.of(edit, List.of(source))));
  }
}
