// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import static java.util.stream.Collectors.joining;

import io.trace2skill.avro.Trajectory;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.SkillPaths;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.ReadPatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks by code what a model proposes for one trajectory. What offends is removed, and the result
 * says what and why. A text is judged without the lines that the base skill holds already, since
 * those are not the model's.
 *
 * <p>The constructor reads the reference, workbooks included, so it belongs on a thread that may
 * take its time.
 */
public final class ProposalCheck {

  private static final int MAX_EDITS = 12;
  private static final int MAX_CONTENT = 20_000;
  private static final int MAX_REASONING = 4_000;
  private static final int MAX_CHANGE = 300;

  private final String base;
  private final Set<String> baseLines;
  private final List<EditRule> rules;

  /**
   * @param trajectory what the proposals rest on
   * @param base the skill that they are made against
   */
  public ProposalCheck(Trajectory trajectory, Optional<SkillDirectory> base) {
    this.base = base.map(skill -> String.join("\n", skill.files().values())).orElse("");
    this.baseLines = new HashSet<>(this.base.lines().map(String::strip).toList());
    this.rules =
        List.of(
            new HiddenText(),
            new RemoteCode(),
            new AddressedToModels(),
            new Addresses(this.base),
            new Keys(),
            new TaskIdentity(trajectory),
            new ReferenceLeak(trajectory, this.base));
  }

  /** Returns the proposal without what a skill must not hold. */
  public CheckedProposal check(ReadPatch proposal) {
    List<Integer> kept = new ArrayList<>();
    List<String> removals = new ArrayList<>();
    List<Edit> edits = proposal.edits();
    for (int i = 0; i < edits.size(); i++) {
      Optional<String> problem =
          i < MAX_EDITS
              ? problem(edits.get(i))
              : Optional.of("a patch holds at most " + MAX_EDITS + " edits");
      if (problem.isEmpty()) {
        kept.add(i);
      } else {
        removals.add(removal(i, problem.get()));
      }
    }
    removeTogether(edits, kept, removals);
    return new CheckedProposal(
        reasoning(proposal.reasoning()),
        kept.stream().map(i -> withoutGround(edits.get(i))).toList(),
        changelog(proposal, kept),
        removals);
  }

  /** A harmful text must not pass in pieces either. */
  private void removeTogether(List<Edit> edits, List<Integer> kept, List<String> removals) {
    for (String file : kept.stream().map(i -> edits.get(i).file()).distinct().toList()) {
      List<Integer> together = kept.stream().filter(i -> edits.get(i).file().equals(file)).toList();
      if (together.size() > 1) {
        String joined = together.stream().map(i -> newText(edits.get(i))).collect(joining(" "));
        problemOf(joined)
            .ifPresent(
                problem -> {
                  kept.removeAll(together);
                  together.forEach(
                      i -> removals.add(removal(i, "with the others of its file, " + problem)));
                });
      }
    }
  }

  private Optional<String> problem(Edit edit) {
    Optional<String> path = SkillPaths.problem(edit.file());
    if (path.isPresent()) {
      return path;
    }
    int length = parts(edit).mapToInt(String::length).sum();
    if (length > MAX_CONTENT) {
      return Optional.of("it has %d characters and at most %d pass".formatted(length, MAX_CONTENT));
    }
    return problemOf(newText(edit));
  }

  private Optional<String> problemOf(String text) {
    return rules.stream().flatMap(rule -> rule.problem(text).stream()).findFirst();
  }

  private String newText(Edit edit) {
    return parts(edit)
        .filter(part -> !base.contains(part))
        .flatMap(String::lines)
        .filter(line -> line.isBlank() || !baseLines.contains(line.strip()))
        .collect(joining("\n"));
  }

  private static Stream<String> parts(Edit edit) {
    return Stream.of(
            edit.content(),
            edit.targetSection(),
            edit.afterSection(),
            edit.targetText(),
            edit.oldText())
        .flatMap(Optional::stream);
  }

  private static String removal(int index, String problem) {
    return "Edit " + (index + 1) + " was removed: " + problem + ".";
  }

  private String reasoning(String text) {
    String shown = text.length() <= MAX_REASONING ? text : text.substring(0, MAX_REASONING) + " …";
    return problemOf(shown)
        .map(problem -> "The model's reasoning is withheld: " + problem + ".")
        .orElse(shown);
  }

  /** Where each edit has its line, the lines of removed edits go with them. */
  private List<String> changelog(ReadPatch proposal, List<Integer> kept) {
    List<String> lines = proposal.changelog();
    boolean onePerEdit = lines.size() == proposal.edits().size();
    Stream<String> left = onePerEdit ? kept.stream().map(lines::get) : lines.stream();
    return left.limit(MAX_EDITS)
        .map(line -> line.length() <= MAX_CHANGE ? line : line.substring(0, MAX_CHANGE) + " …")
        .filter(line -> problemOf(line).isEmpty())
        .toList();
  }

  /** Grounds are for observations that code made. */
  private static Edit withoutGround(Edit edit) {
    return new Edit(
        edit.file(),
        edit.op(),
        edit.targetSection(),
        edit.targetText(),
        edit.oldText(),
        edit.content(),
        edit.afterSection(),
        Optional.empty());
  }
}
