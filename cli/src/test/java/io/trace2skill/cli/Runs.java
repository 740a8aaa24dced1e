// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Generated runs of a ticket agent, and an independent count of what they hold. */
final class Runs {

  private Runs() {}

  static String jsonl(int from, int to) {
    return IntStream.range(from, to).mapToObj(Runs::line).collect(Collectors.joining());
  }

  /** Ids of the failing runs by the error that they hold, counted from the rules below. */
  static Map<String, SortedSet<String>> failingIdsByError(int from, int to) {
    Map<String, SortedSet<String>> ids = new TreeMap<>();
    for (int i = from; i < to; i++) {
      if (fails(i)) {
        ids.computeIfAbsent(errorWords(i), error -> new TreeSet<>()).add(id(i));
      }
    }
    ids.values().removeIf(found -> found.size() < 3);
    return ids;
  }

  private static String id(int i) {
    return "run-%05d".formatted(i);
  }

  private static boolean fails(int i) {
    return i % 3 != 0;
  }

  private static String errorWords(int i) {
    return i % 2 == 0 ? "no seat left in row" : "amount does not match the total";
  }

  private static String error(int i) {
    return i % 2 == 0
        ? "Error: no seat left in row " + (i % 40 + 1)
        : "Error: amount does not match the total " + (100 + i);
  }

  /** One run: it asks, gets the error, and tries again; every third one succeeds then. */
  private static String line(int i) {
    return """
        {"id":"%s","reward":%s,"messages":[\
        {"role":"user","content":"Book ticket TCK%d for Ada Lovelace, ada.lovelace@example.org"},\
        {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",\
        "function":{"name":"get_ticket","arguments":"{\\"ticket\\":\\"TCK%d\\"}"}}]},\
        {"role":"tool","tool_call_id":"c1","name":"get_ticket","content":"{\\"ok\\":true}"},\
        {"role":"assistant","content":null,"tool_calls":[{"id":"c2","type":"function",\
        "function":{"name":"book_ticket","arguments":"{\\"row\\":%d}"}}]},\
        {"role":"tool","tool_call_id":"c2","name":"book_ticket","content":"%s"},\
        {"role":"assistant","content":"Done."}]}
        """
        .formatted(id(i), fails(i) ? "0.0" : "1.0", i, i, i, error(i));
  }
}
