// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes an endpoint's words fit for logs: without the key, on one line, short. */
final class Scrubber {

  private static final int LONGEST = 300;
  private static final String HIDDEN = "[hidden]";
  private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[^\\s\"',}]+");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]+");

  private final Optional<String> secret;

  Scrubber(Optional<ApiKey> key) {
    this.secret = key.map(ApiKey::reveal);
  }

  /** Scrubs first and cuts then: a cut in the middle of the key would hide it from the scrubber. */
  String scrub(String text) {
    String clean = BEARER.matcher(withoutSecret(text)).replaceAll("$1 " + HIDDEN);
    String line = BLANKS.matcher(clean).replaceAll(" ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private String withoutSecret(String text) {
    return secret
        .map(key -> text.replace(key, HIDDEN).replace(urlEncoded(key), HIDDEN))
        .orElse(text);
  }

  private static String urlEncoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }
}
