// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillPaths;
import io.trace2skill.skill.apply.EditStatus.NotApplied;
import io.trace2skill.skill.patch.Edit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Applies edits to a skill. Every anchor is looked for in the text as it was before, so the order
 * of edits in the list does not matter; precedence decides between edits that conflict, and how
 * edits at one point follow each other. Text that no edit touches stays as it is, byte by byte, and
 * every edit gets a status. The package's documentation says what each operation needs.
 *
 * <p>A file that one edit creates can be edited by others of the same patch; text can be appended
 * to a section that another edit adds.
 */
public final class PatchApplier {

  private final AnchorResolver anchors;

  /** Creates an applier that finds anchors with the default threshold. */
  public PatchApplier() {
    this(new AnchorResolver());
  }

  /** Creates an applier. */
  public PatchApplier(AnchorResolver anchors) {
    this.anchors = anchors;
  }

  /** Applies the edits with a precedence that depends on nothing but what they say. */
  public ApplyReport apply(SkillDirectory base, List<Edit> edits) {
    return apply(base, edits, EditPrecedence.BY_CONTENT);
  }

  /**
   * Applies the edits.
   *
   * @param precedence the lesser of two edits wins a conflict, and stands first at one point; edits
   *     that are equal in it go by their position in the list
   */
  public ApplyReport apply(SkillDirectory base, List<Edit> edits, Comparator<Edit> precedence) {
    Map<Integer, EditStatus> statuses = new TreeMap<>();
    SkillDirectory skill = base;
    for (Map.Entry<String, List<Candidate>> file : byFile(edits, precedence, statuses).entrySet()) {
      String path = file.getKey();
      Optional<String> twin = twin(skill, path);
      if (twin.isPresent()) {
        refuseTwin(file.getValue(), twin.get(), statuses);
        continue;
      }
      FileApplication application =
          new FileApplication(path, base.file(path), file.getValue(), anchors);
      statuses.putAll(application.statuses());
      Optional<String> text = application.text();
      skill = text.isPresent() ? skill.with(path, text.get()) : skill.without(path);
    }
    return new ApplyReport(skill, List.copyOf(statuses.values()));
  }

  private static Map<String, List<Candidate>> byFile(
      List<Edit> edits, Comparator<Edit> precedence, Map<Integer, EditStatus> statuses) {
    List<Candidate> ordered =
        IntStream.range(0, edits.size())
            .mapToObj(i -> new Candidate(i, edits.get(i)))
            .sorted(Comparator.comparing(Candidate::edit, precedence))
            .toList();
    Map<String, List<Candidate>> byFile = new LinkedHashMap<>();
    for (Candidate candidate : ordered) {
      String proposed = candidate.edit().file();
      Optional<String> path = SkillPaths.normalise(proposed);
      if (path.isPresent()) {
        byFile.computeIfAbsent(path.get(), p -> new ArrayList<>()).add(candidate);
      } else {
        String problem = SkillPaths.problem(proposed).orElse("");
        statuses.put(
            candidate.index(),
            new NotApplied(candidate.edit(), NotAppliedReason.FORBIDDEN_PATH, problem));
      }
    }
    return byFile;
  }

  /** Two such files are one on systems that do not tell upper from lower case. */
  private static Optional<String> twin(SkillDirectory skill, String path) {
    return skill.files().keySet().stream()
        .filter(other -> other.equalsIgnoreCase(path) && !skill.files().containsKey(path))
        .findFirst();
  }

  private static void refuseTwin(
      List<Candidate> candidates, String twin, Map<Integer, EditStatus> statuses) {
    for (Candidate candidate : candidates) {
      String detail = "the path differs only in upper and lower case from " + twin;
      statuses.put(
          candidate.index(), new NotApplied(candidate.edit(), NotAppliedReason.CONFLICT, detail));
    }
  }
}
