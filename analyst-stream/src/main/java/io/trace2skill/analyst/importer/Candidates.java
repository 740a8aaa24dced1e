// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.analyst.importer.ImportResult.Imported;
import io.trace2skill.analyst.importer.ImportResult.Rejected;
import io.trace2skill.analyst.importer.ImportResult.Skipped;
import io.trace2skill.avro.Role;
import io.trace2skill.avro.Source;
import io.trace2skill.avro.Step;
import io.trace2skill.avro.Trajectory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Judges JSON values: is this a trajectory, and one that can go on? */
final class Candidates {

  /** The Agent Skills format's rule for names; a skill's name becomes that of its directory. */
  private static final Pattern SKILL_NAME = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");

  private static final int MAX_SKILL_NAME = 64;
  private static final int MAX_ID = 512;

  private final ImportSettings settings;
  private final Identities identities;
  private final List<TrajectoryForm> forms = List.of(new Trace2SkillForm(), new OpenAiForm());

  Candidates(ImportSettings settings, Identities identities) {
    this.settings = settings;
    this.identities = identities;
  }

  /**
   * Returns what becomes of the value.
   *
   * @param raw the text that it was, asked for only when it is rejected
   */
  ImportResult judge(JsonNode value, Origin origin, Supplier<Excerpt> raw) {
    try {
      TrajectoryForm form = formOf(value);
      Trajectory.Builder trajectory = form.read(value);
      complete(trajectory, value);
      EncodedForm content = measured(trajectory.setSource(new Source()).build());
      if (!identities.remember(trajectory.getTrajectoryId(), content.fingerprint())) {
        return new Skipped(
            origin,
            Skipped.Kind.DUPLICATE,
            "the trajectory '" + trajectory.getTrajectoryId() + "' was read before");
      }
      return new Imported(origin, trajectory.setSource(source(form, origin)).build());
    } catch (UnusableException e) {
      return new Rejected(origin, e.rejectCause(), e.reason(), raw.get());
    }
  }

  private TrajectoryForm formOf(JsonNode value) throws UnusableException {
    for (TrajectoryForm form : forms) {
      if (form.matches(value)) {
        if (!settings.format().allows(form.format())) {
          throw UnusableException.notATrajectory(
              "this is in the %s form, but %s was asked for; use --format auto"
                  .formatted(form.format().wireName(), settings.format().wireName()));
        }
        return form;
      }
    }
    throw UnusableException.notATrajectory(whatItIsInstead(value));
  }

  private static String whatItIsInstead(JsonNode value) {
    if (value.has("role")) {
      return "this is a single message; put the messages of one run into one list";
    }
    if (value.isObject()) {
      return "no trajectory: the object has neither steps nor messages nor traj, but "
          + (value.isEmpty() ? "nothing" : fieldNames(value));
    }
    return value.isArray()
        ? "no trajectory: the list does not hold messages with a role"
        : "no trajectory: a JSON object or a list of messages is needed";
  }

  private static String fieldNames(JsonNode value) {
    List<String> names =
        value.properties().stream()
            .limit(8)
            .map(field -> field.getKey().length() > 40 ? "..." : field.getKey())
            .toList();
    return String.join(", ", names) + (value.size() > names.size() ? ", ..." : "");
  }

  private static Source source(TrajectoryForm form, Origin origin) {
    return new Source(
        form.format().wireName(), origin.name(), origin.line() == 0 ? null : origin.line());
  }

  private void complete(Trajectory.Builder trajectory, JsonNode value) throws UnusableException {
    requireContent(trajectory.getSteps());
    if (!trajectory.hasTrajectoryId() || trajectory.getTrajectoryId().isBlank()) {
      Optional<String> task = Optional.ofNullable(trajectory.getTask().getId());
      trajectory.setTrajectoryId(identities.idOf(value, task));
    }
    if (trajectory.getTrajectoryId().length() > MAX_ID) {
      throw UnusableException.notATrajectory(
          "the trajectory's id has more than " + MAX_ID + " characters");
    }
    trajectory.setSkill(skill(trajectory));
  }

  private String skill(Trajectory.Builder trajectory) throws UnusableException {
    String skill = trajectory.hasSkill() ? trajectory.getSkill() : settings.skill().orElse("");
    if (skill.isEmpty()) {
      throw UnusableException.notATrajectory(
          "no skill: name it in the field skill or on the command line");
    }
    if (skill.length() > MAX_SKILL_NAME || !SKILL_NAME.matcher(skill).matches()) {
      throw UnusableException.notATrajectory(
          "the skill's name must be at most 64 lower-case letters, digits and single hyphens");
    }
    return skill;
  }

  private static void requireContent(List<Step> steps) throws UnusableException {
    if (steps.isEmpty()) {
      throw new UnusableException(
          RejectCause.NOTHING_TO_ANALYSE, "the trajectory has no steps; nothing to analyse");
    }
    if (steps.stream().noneMatch(Candidates::showsSomething)) {
      throw new UnusableException(
          RejectCause.NOTHING_TO_ANALYSE,
          "no step but instructions has text, media or tool calls; nothing to analyse");
    }
  }

  private static boolean showsSomething(Step step) {
    boolean instructions = step.getRole() == Role.SYSTEM || step.getRole() == Role.DEVELOPER;
    return !instructions && !(step.getContent().isEmpty() && step.getToolCalls().isEmpty());
  }

  private EncodedForm measured(Trajectory trajectory) throws UnusableException {
    EncodedForm encoded = EncodedForm.of(trajectory);
    if (encoded.bytes() > settings.maxTrajectoryBytes()) {
      throw new UnusableException(
          RejectCause.TOO_LARGE,
          "the trajectory has %d bytes and at most %d pass; refer to large media by uri"
              .formatted(encoded.bytes(), settings.maxTrajectoryBytes()));
    }
    return encoded;
  }
}
