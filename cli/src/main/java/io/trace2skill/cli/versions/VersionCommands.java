// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.versions;

import java.util.List;

/** The commands of this package: the one door for the command line. */
public final class VersionCommands {

  private VersionCommands() {}

  /** Returns the commands' classes in the order in which the help lists them. */
  public static List<Class<?>> all() {
    return List.of(
        SkillsCommand.class,
        HistoryCommand.class,
        DiffCommand.class,
        BlameCommand.class,
        BaseCommand.class,
        CloseCommand.class,
        RollbackCommand.class,
        PinCommand.class,
        UnpinCommand.class,
        DeleteCommand.class);
  }
}
