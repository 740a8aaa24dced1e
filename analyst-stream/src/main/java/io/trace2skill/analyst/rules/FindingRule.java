// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import io.trace2skill.skill.patch.Ground;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the evaluator of a failed run found wrong, with the last function that wrote a file. The
 * finding is the observation; the function is a wording of it, since it may be the cause.
 */
final class FindingRule implements Rule {

  static final String KIND = "finding";

  /** However many places are listed, it is one finding. */
  private static final Pattern LISTING = Pattern.compile("(<\\w+>)(?:(?:, | and |, and |; )\\1)+");

  /** Where it was found comes first, by a reference or by a name, and differs between cases. */
  private static final Pattern PLACE =
      Pattern.compile(
          "^(?:[^:]{0,40}<(?:id|value|path|name|n)>\\s*:\\s*|(?:at|in|on) (?=<)"
              + "|(?!\\w*(?:Error|Exception)\\b)(?:\\p{Lu}[\\p{L}_-]* ?){1,3}:\\s+)(?=\\S)");

  /** What was compared belongs to the one task, except that there was nothing. */
  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\b(expected|should be|must be) (?!nothing\\b|empty\\b)\\S.*?"
              + "(?=, (?:but )?(?:found|got|was)\\b)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern RESULT =
      Pattern.compile(
          "(, (?:but )?(?:found|got|was)) (?!nothing\\b|empty\\b).+$", Pattern.CASE_INSENSITIVE);

  @Override
  public List<Lesson> mine(TrajectoryView trajectory) {
    if (!trajectory.failed()) {
      return List.of();
    }
    Optional<String> lastWrite = lastWrite(trajectory.calls());
    return trajectory.findings().stream()
        .flatMap(finding -> trajectory.observe(finding).stream())
        .map(FindingRule::general)
        .map(finding -> lesson(finding, lastWrite))
        .toList();
  }

  private static Observation general(Observation finding) {
    String general = PLACE.matcher(finding.masked()).replaceFirst("");
    general = LISTING.matcher(general).replaceAll("$1");
    general = COMPARISON.matcher(general).replaceFirst("$1 <value>");
    return new Observation(RESULT.matcher(general).replaceFirst("$1 <value>"));
  }

  private static Optional<String> lastWrite(List<Call> calls) {
    return calls.stream()
        .filter(Call::succeeded)
        .flatMap(FindingRule::writesOf)
        .reduce((earlier, later) -> later);
  }

  private static Stream<String> writesOf(Call call) {
    return VerificationRule.usesOf(call).stream()
        .filter(use -> use.kind() == ToolKind.WRITE)
        .map(CodeUse::name);
  }

  private static Lesson lesson(Observation finding, Optional<String> lastWrite) {
    String where = lastWrite.map(name -> " in what `" + name + "` wrote").orElse("");
    String how =
        lastWrite.isPresent()
            ? "Look for it in the file before you finish, and write another way if that is the cause."
            : "Look for it in your result before you finish.";
    return new Lesson(
        new Ground(KIND, finding.signature()),
        Section.CHECKS,
        "Make sure that the check will not find " + finding.quote(),
        "In failed runs it did" + where + ". " + how);
  }
}
