// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.check;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses addresses on hosts that the base skill does not name. Trajectories are untrusted, tasks
 * and tool results alike, and a model may make an address up; what agents are to contact is for a
 * person to put into the base. Hosts that are reserved for examples, and the own machine, pass.
 */
final class Addresses implements EditRule {

  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b(?<scheme>[a-z][a-z0-9+.-]{1,20})://(?:[^\\s/@\"'<>`]{0,200}@)?(?<host>[^\\s/:?#\"'<>`)\\]]+)"
              + "|(?<![\\w.@/-])(?<bare>(?:www\\.[\\w.-]+|(?:[a-z0-9-]+\\.)+"
              + "(?:com|net|org|io|dev|ai|app|xyz|info|top|site|online|co|me|cloud|ru|cn)(?=[/:?])))"
              + "|\\b(?<inline>data|javascript|vbscript):(?=[^\\s,;]*[,;(])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?:(?:.*\\.)?example(?:\\.(?:com|org|net))?|(?:.*\\.)?(?:invalid|test|localhost)|localhost"
              + "|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[?::1\\]?|[<{$%].*)");

  private final Set<String> known;

  /**
   * @param base text of the base skill
   */
  Addresses(String base) {
    this.known = hosts(base);
  }

  @Override
  public Optional<String> problem(String text) {
    Set<String> unknown = hosts(text);
    unknown.removeAll(known);
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of("it names an address that the base skill does not know");
  }

  private static Set<String> hosts(String text) {
    Set<String> hosts = new HashSet<>();
    for (Matcher matcher = ADDRESS.matcher(text); matcher.find(); ) {
      String host = hostOf(matcher);
      if (!HARMLESS.matcher(host).matches()) {
        hosts.add(host);
      }
    }
    return hosts;
  }

  private static String hostOf(Matcher address) {
    for (String group : new String[] {"host", "bare", "inline"}) {
      String host = address.group(group);
      if (host != null) {
        return host.toLowerCase(Locale.ROOT).replaceAll("[.,;]+$", "");
      }
    }
    return "";
  }
}
