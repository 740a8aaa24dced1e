// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.pull;

import io.trace2skill.cli.files.SkillDirectoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Brings versions into a directory of skills, and runs the hook when something changed. */
final class Pulling {

  private final Path skills;
  private final Optional<Hook> hook;
  private final boolean force;

  /**
   * @param skills the directory that holds skills
   * @param force whether local changes are given up
   */
  Pulling(Path skills, Optional<Hook> hook, boolean force) {
    this.skills = skills;
    this.hook = hook;
    this.force = force;
  }

  /** What became of it. */
  enum Outcome {
    WRITTEN,
    UNCHANGED,
    REMOVED
  }

  /**
   * What was done.
   *
   * @param hookProblem what went wrong with the hook; it is tried again next time
   */
  record Pulled(Outcome outcome, Path directory, Optional<String> hookProblem) {}

  /**
   * Brings a version into its place, unless what is there is the same.
   *
   * @throws SkillDirectoryException when the directory holds something else that would be lost
   * @throws IOException when it cannot be written; what was there is there still
   */
  Pulled pull(Release release) throws IOException, SkillDirectoryException, InterruptedException {
    Installation installation = new Installation(skills, release.skill());
    Path directory = installation.directory();
    return switch (installation.compareWith(release)) {
      case ABSENT, OTHER_VERSION -> write(installation, release);
      case SAME -> same(installation, release);
      case CHANGED_HERE -> {
        if (!force) {
          throw new SkillDirectoryException(
              "%s holds what was not pulled, or was changed since; it is left alone (move it away, or use --force to give it up)"
                  .formatted(directory));
        }
        yield write(installation, release);
      }
    };
  }

  /**
   * Removes a skill.
   *
   * @throws SkillDirectoryException when it was changed here
   */
  Pulled remove(String skill) throws IOException, SkillDirectoryException, InterruptedException {
    Installation installation = new Installation(skills, skill);
    Path directory = installation.directory();
    if (!installation.remove(force)) {
      return new Pulled(Outcome.UNCHANGED, directory, Optional.empty());
    }
    Optional<String> problem =
        hook.isEmpty() ? Optional.empty() : hook.get().run(skill, 0, "", directory);
    return new Pulled(Outcome.REMOVED, directory, problem);
  }

  private Pulled write(Installation installation, Release release)
      throws IOException, InterruptedException {
    installation.write(release, hook.isPresent());
    return new Pulled(Outcome.WRITTEN, installation.directory(), runHook(installation, release));
  }

  private Pulled same(Installation installation, Release release)
      throws IOException, InterruptedException {
    boolean due = hook.isPresent() && installation.hookDue();
    installation.note(release, due);
    return new Pulled(
        Outcome.UNCHANGED,
        installation.directory(),
        due ? runHook(installation, release) : Optional.empty());
  }

  private Optional<String> runHook(Installation installation, Release release)
      throws IOException, InterruptedException {
    if (hook.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> problem =
        hook.get()
            .run(release.skill(), release.version(), release.digest(), installation.directory());
    if (problem.isEmpty()) {
      installation.note(release, false);
    }
    return problem;
  }
}
