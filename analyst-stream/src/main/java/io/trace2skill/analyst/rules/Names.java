// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names, addresses and accounts of people that a trajectory mentions: values under the keys
 * that usually hold them, in arguments and in JSON answers of tools.
 */
final class Names {

  private static final Set<String> PERSON_KEYS =
      Set.of(
          "name",
          "names",
          "firstname",
          "lastname",
          "fullname",
          "middlename",
          "givenname",
          "familyname",
          "surname",
          "nickname",
          "username",
          "displayname",
          "login",
          "user",
          "userid",
          "customer",
          "customername",
          "customerid",
          "passenger",
          "passengers",
          "passengername",
          "guest",
          "patient",
          "client",
          "employee",
          "contact",
          "owner",
          "author",
          "assignee",
          "sender",
          "recipient",
          "email",
          "emailaddress",
          "mail",
          "phone",
          "phonenumber",
          "mobile");
  private static final Set<String> ADDRESS_KEYS =
      Set.of("address", "addresses", "street", "city", "shippingaddress", "billingaddress");

  /** Words that say nothing about a person, whatever key they stand under. */
  private static final Set<String> COMMON =
      Set.of(
          "the", "and", "not", "for", "none", "null", "true", "false", "error", "unknown", "user",
          "name", "admin", "root", "guest", "test", "data", "file", "sheet", "default", "other");

  private static final Pattern KEY_SEPARATOR = Pattern.compile("[_\\-\\s]");
  private static final Pattern WORD_SEPARATOR = Pattern.compile("[^\\p{L}\\p{M}]+");
  private static final int LONGEST = 100;

  private final Set<String> values =
      new TreeSet<>(
          Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
  private final Set<String> words = new TreeSet<>();

  private Names() {}

  static Names of(List<Call> calls) {
    Names names = new Names();
    for (Call call : calls) {
      names.collect(call.arguments().json(), false, false);
      call.answer().map(Arguments::parse).ifPresent(json -> names.collect(json, false, false));
    }
    return names;
  }

  /** Returns the text with every name replaced by a placeholder. */
  String mask(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String masked = text;
    for (String value : values) {
      if (lower.contains(value.toLowerCase(Locale.ROOT))) {
        masked = bounded(value, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE, masked);
      }
    }
    for (String word : words) {
      if (masked.contains(word)) {
        masked = bounded(word, 0, masked);
      }
    }
    return masked;
  }

  private static String bounded(String name, int flags, String text) {
    Pattern whole =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}<])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}>])", flags);
    return whole.matcher(text).replaceAll("<name>");
  }

  /**
   * @param person whether the node stands under a key that holds a person's data
   * @param all whether this also holds for whatever is nested in it, as for a name in parts
   */
  private void collect(JsonNode node, boolean person, boolean all) {
    if (node.isTextual()) {
      if (person && node.textValue().length() <= LONGEST) {
        add(Masker.visible(node.textValue()));
      }
    } else if (node.isArray()) {
      node.forEach(element -> collect(element, person, all));
    } else {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        String key = KEY_SEPARATOR.matcher(field.getKey()).replaceAll("").toLowerCase(Locale.ROOT);
        boolean whole = all || ADDRESS_KEYS.contains(key) || key.equals("name");
        if (all || !key.equals("name") || !isLowerCase(field.getValue())) {
          collect(field.getValue(), whole || PERSON_KEYS.contains(key), whole);
        }
      }
    }
  }

  /**
   * What is merely called {@code name} and written small is a thing, such as a tool or a column.
   */
  private static boolean isLowerCase(JsonNode node) {
    String text = node.asText();
    return text.equals(text.toLowerCase(Locale.ROOT)) && node.isTextual();
  }

  private void add(String value) {
    List<String> parts =
        WORD_SEPARATOR.splitAsStream(value).filter(part -> !part.isEmpty()).toList();
    if (parts.size() > 1) {
      values.add(value);
      if (parts.size() == 2) {
        values.add(String.join("_", parts));
      }
    }
    parts.forEach(this::addWord);
  }

  /** Case counts for single words, so that a Price among the passengers hides no price. */
  private void addWord(String word) {
    boolean capital = Character.isUpperCase(word.codePointAt(0));
    if (word.length() < (capital ? 2 : 3) || COMMON.contains(word.toLowerCase(Locale.ROOT))) {
      return;
    }
    words.add(word);
    words.add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
  }
}
