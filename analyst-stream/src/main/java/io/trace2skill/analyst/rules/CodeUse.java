// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions and shell commands in a piece of code that read or write files, in the order of the
 * text. Known by their names, in the conventions of Python, JavaScript and Unix shells: enough to
 * tell that something was saved and whether anything was read after that.
 *
 * @param kind whether it reads or writes
 * @param name of the function or command, without the object it is called on
 */
record CodeUse(ToolKind kind, String name) {

  private static final Pattern FUNCTION =
      Pattern.compile(
          "(?<![\\w.])((?:[A-Za-z_]\\w*\\.){0,8})([A-Za-z_]\\w*)\\s*\\(([^()\\n]{0,200})");
  private static final Pattern READER =
      Pattern.compile(
          "load_workbook|read_\\w+|read|readlines?|readFile(?:Sync)?|loadtxt|ExcelFile|load");
  private static final Pattern WRITER =
      Pattern.compile(
          "save|save_\\w+|savefig|savetxt|saveAs|write|write_\\w+|writelines|writerows?|writeFile(?:Sync)?"
              + "|to_(?:excel|csv|json|parquet|html|pickle|sql|xml|feather|markdown)|dump|storeToURL");
  private static final Pattern WRITE_MODE = Pattern.compile(",\\s*(?:mode\\s*=\\s*)?['\"][wax]");
  private static final Pattern CONSOLE = Pattern.compile("(?:stdout|stderr|console|process)\\.");

  private static final Pattern BETWEEN_COMMANDS = Pattern.compile("[\\n;|]|&&|$");
  private static final Pattern COMMAND =
      Pattern.compile("^\\s*(?:sudo )?([a-z_][\\w.+-]*)(?=\\s|$)(?!\\s*=)");
  private static final Set<String> READING_COMMANDS =
      Set.of(
          "cat", "head", "tail", "less", "more", "grep", "rg", "awk", "diff", "jq", "xxd", "sed",
          "cut");
  private static final Set<String> WRITING_COMMANDS = Set.of("tee", "patch");
  private static final Pattern REDIRECT =
      Pattern.compile(">\\s*[\"']?(?!/dev/|&)[\\w~/.$-]*[A-Za-z]\\w*\\.[A-Za-z]");
  private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*['\"]?\\w+");

  /** A use and where it begins. */
  private record At(int position, CodeUse use) {}

  /** Returns the uses in the code, in the order of the text. */
  static List<CodeUse> in(String code) {
    List<At> found = new ArrayList<>();
    functions(code, found);
    commands(code, found);
    return found.stream().sorted(Comparator.comparingInt(At::position)).map(At::use).toList();
  }

  private static void functions(String code, List<At> found) {
    Matcher call = FUNCTION.matcher(code);
    while (call.find()) {
      String name = call.group(2);
      boolean toConsole = CONSOLE.matcher(call.group(1)).find();
      boolean writesOpen = name.equals("open") && WRITE_MODE.matcher(call.group(3)).find();
      if (writesOpen || (WRITER.matcher(name).matches() && !toConsole)) {
        found.add(new At(call.start(), new CodeUse(ToolKind.WRITE, name)));
      } else if (name.equals("open") || READER.matcher(name).matches()) {
        found.add(new At(call.start(), new CodeUse(ToolKind.READ, name)));
      }
    }
  }

  /** What follows a here-document's first line is its content, not commands. */
  private static void commands(String code, List<At> found) {
    Matcher heredoc = HEREDOC.matcher(code);
    int lineEnd = heredoc.find() ? code.indexOf('\n', heredoc.start()) : -1;
    String script = lineEnd < 0 ? code : code.substring(0, lineEnd);
    Matcher end = BETWEEN_COMMANDS.matcher(script);
    for (int start = 0; end.find(); start = end.end()) {
      int position = start;
      useOf(script.substring(start, end.start()))
          .ifPresent(use -> found.add(new At(position, use)));
    }
  }

  private static Optional<CodeUse> useOf(String command) {
    Matcher first = COMMAND.matcher(command);
    if (!first.find()) {
      return Optional.empty();
    }
    String name = first.group(1);
    String rest = command.substring(first.end());
    if (WRITING_COMMANDS.contains(name) || REDIRECT.matcher(rest).find() || converts(name, rest)) {
      return Optional.of(new CodeUse(ToolKind.WRITE, name));
    }
    return READING_COMMANDS.contains(name)
        ? Optional.of(new CodeUse(ToolKind.READ, name))
        : Optional.empty();
  }

  private static boolean converts(String name, String rest) {
    return (name.equals("sed") && rest.contains(" -i"))
        || ((name.equals("soffice") || name.equals("libreoffice"))
            && rest.contains("--convert-to"));
  }
}
