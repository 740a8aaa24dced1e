// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.history;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.markdown.Line;
import io.trace2skill.skill.merge.Provenance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Tells of each line of a version which version brought it, and by which edits. A line keeps its
 * origin as long as it stays; one that goes and comes back has come anew, unless a version was
 * restored as a whole.
 */
public final class Blame {

  private Blame() {}

  /**
   * Returns the lines of each file of the version, each with its one origin.
   *
   * @param version the version to explain
   * @param versions finds the versions before it. Where one cannot be found, what its successor has
   *     counts as brought by that one
   */
  public static SortedMap<String, List<BlamedLine>> of(
      SkillVersion version, LongFunction<Optional<SkillVersion>> versions) {
    SkillDirectory before = SkillDirectory.of(Collections.emptyMap());
    SortedMap<String, List<BlamedLine>> lines = new TreeMap<>();
    for (SkillVersion next : lineage(version, versions)) {
      if (!before.equals(next.files())) {
        lines = blame(lines, before, next);
        before = next.files();
      }
    }
    return lines;
  }

  /** Returns the versions that the lines may come from, the oldest first. */
  private static Deque<SkillVersion> lineage(
      SkillVersion version, LongFunction<Optional<SkillVersion>> versions) {
    Deque<SkillVersion> lineage = new ArrayDeque<>();
    Optional<SkillVersion> next = Optional.of(version);
    while (next.isPresent()) {
      lineage.addFirst(next.get());
      next = next.get().origin().flatMap(versions::apply);
    }
    return lineage;
  }

  private static SortedMap<String, List<BlamedLine>> blame(
      SortedMap<String, List<BlamedLine>> known, SkillDirectory before, SkillVersion version) {
    Provenance provenance = Provenance.of(before, version.files(), version.edits());
    SortedMap<String, List<BlamedLine>> lines = new TreeMap<>();
    version
        .files()
        .files()
        .forEach(
            (path, text) ->
                lines.put(
                    path,
                    blame(known.getOrDefault(path, List.of()), path, text, version, provenance)));
    return lines;
  }

  private static List<BlamedLine> blame(
      List<BlamedLine> before,
      String path,
      String text,
      SkillVersion version,
      Provenance provenance) {
    List<String> old = before.stream().map(BlamedLine::text).toList();
    List<String> fresh = Line.split(text).stream().map(Line::text).toList();
    List<BlamedLine> lines = new ArrayList<>(fresh.size());
    int kept = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(old, fresh).getDeltas()) {
      lines.addAll(before.subList(kept, delta.getSource().getPosition()));
      kept = delta.getSource().getPosition() + delta.getSource().size();
      for (String added : delta.getTarget().getLines()) {
        var edits =
            provenance.editsOf(path, lines.size() + 1).stream().map(version.edits()::get).toList();
        lines.add(new BlamedLine(added, version.number(), edits));
      }
    }
    lines.addAll(before.subList(kept, before.size()));
    return Collections.unmodifiableList(lines);
  }
}
