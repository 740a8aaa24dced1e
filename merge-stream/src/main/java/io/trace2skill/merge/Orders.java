// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.SkillCommand;
import io.trace2skill.avro.SkillSnapshot;
import io.trace2skill.schemas.SkillRecords;
import io.trace2skill.skill.SkillDirectory;
import io.trace2skill.skill.validate.SkillValidator;
import io.trace2skill.skill.validate.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Obeys operators' orders, each once. An order takes effect as a whole between two other records of
 * its skill, so whatever comes together ends as if it had come one after another. Stream thread
 * only.
 */
final class Orders {

  private final SkillStore skills;
  private final WindowLifecycle lifecycle;
  private final Publication publication;
  private final Answers answers;
  private final SkillValidator validator = new SkillValidator();

  Orders(SkillStore skills, WindowLifecycle lifecycle, Publication publication, Answers answers) {
    this.skills = skills;
    this.lifecycle = lifecycle;
    this.publication = publication;
    this.answers = answers;
  }

  /**
   * Obeys the order, unless it was given before.
   *
   * @return what is wrong with its content, when it can never be obeyed
   */
  Optional<String> obey(SkillCommand order, Instant now) {
    if (!skills.isNewCommand(order.getSkill(), order.getCommandId())) {
      return Optional.empty();
    }
    if (skills.isPinned(order.getSkill()) && wouldPublish(order)) {
      refuse(order, "the skill is pinned, so nothing is published for it; unpin it first");
      return Optional.empty();
    }
    switch (order.getKind()) {
      case REGISTER_BASE -> {
        return registerBase(order, now);
      }
      case CLOSE_WINDOW -> lifecycle.closeByCommand(order.getSkill(), order.getCommandId(), now);
      case ROLLBACK -> rollBack(order, now);
      case PIN -> pin(order, now);
      case UNPIN -> unpin(order);
      case DELETE -> delete(order, now);
      case UNKNOWN -> throw new IllegalStateException("unknown orders are refused at the intake");
    }
    return Optional.empty();
  }

  private static boolean wouldPublish(SkillCommand order) {
    return switch (order.getKind()) {
      case REGISTER_BASE, CLOSE_WINDOW, ROLLBACK, DELETE -> true;
      case PIN, UNPIN, UNKNOWN -> false;
    };
  }

  private Optional<String> registerBase(SkillCommand order, Instant now) {
    SkillDirectory base = SkillRecords.toDirectory(order.getFiles());
    List<Violation> violations = validator.validate(base, order.getSkill());
    if (!violations.isEmpty()) {
      String listed =
          violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
      String problem = "the base is no valid skill: " + listed;
      refuse(order, problem);
      return Optional.of(problem);
    }
    Optional<SkillSnapshot> latest = skills.snapshot(order.getSkill());
    if (hasDigest(latest, base.digest())) {
      unchanged(order, "version %d has these files already".formatted(number(latest)));
    } else {
      long version = publication.registerBase(order, base, now);
      done(order, version, "published version %d, the new base".formatted(version));
    }
    return Optional.empty();
  }

  private void rollBack(SkillCommand order, Instant now) {
    String skill = order.getSkill();
    Optional<SkillSnapshot> wanted =
        Optional.ofNullable(order.getVersion()).flatMap(number -> skills.version(skill, number));
    Optional<SkillSnapshot> latest = skills.snapshot(skill);
    if (wanted.isEmpty()) {
      refuse(
          order,
          "there is no version %s; the latest one is %d"
              .formatted(order.getVersion(), skills.lastVersion(skill)));
    } else if (hasDigest(latest, wanted.get().getDigest())) {
      unchanged(
          order,
          "version %d has the files of version %d already"
              .formatted(number(latest), order.getVersion()));
    } else {
      long version = publication.restore(order, wanted.get(), now);
      done(
          order,
          version,
          "published version %d with the files of version %d"
              .formatted(version, order.getVersion()));
    }
  }

  private void pin(SkillCommand order, Instant now) {
    if (skills.isPinned(order.getSkill())) {
      unchanged(order, "the skill is pinned already");
      return;
    }
    skills.pin(order.getSkill(), now);
    done(order, "nothing is published for the skill until it is unpinned");
  }

  private void unpin(SkillCommand order) {
    if (!skills.isPinned(order.getSkill())) {
      unchanged(order, "the skill is not pinned");
      return;
    }
    skills.unpin(order.getSkill());
    done(order, "the skill is published again when its windows close");
    publication.startNext(order.getSkill());
  }

  private void delete(SkillCommand order, Instant now) {
    String skill = order.getSkill();
    if (skills.lastVersion(skill) == 0) {
      refuse(order, "the skill has no version");
    } else if (skills.snapshot(skill).isEmpty()) {
      unchanged(order, "the skill is deleted already");
    } else {
      publication.delete(skill, now);
      done(order, "the skill is deleted; its versions are kept");
    }
  }

  private static boolean hasDigest(Optional<SkillSnapshot> latest, String digest) {
    return latest.filter(snapshot -> snapshot.getDigest().equals(digest)).isPresent();
  }

  private static long number(Optional<SkillSnapshot> snapshot) {
    return snapshot.orElseThrow().getVersion();
  }

  private void done(SkillCommand order, String message) {
    answers.done(order.getSkill(), order.getCommandId(), Optional.empty(), message);
  }

  private void done(SkillCommand order, long version, String message) {
    answers.done(order.getSkill(), order.getCommandId(), Optional.of(version), message);
  }

  private void unchanged(SkillCommand order, String message) {
    answers.unchanged(order.getSkill(), order.getCommandId(), message);
  }

  private void refuse(SkillCommand order, String message) {
    answers.refused(order.getSkill(), order.getCommandId(), message);
  }
}
