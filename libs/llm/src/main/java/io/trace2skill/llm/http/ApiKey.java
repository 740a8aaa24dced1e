// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The secret that an endpoint asks for. Nothing prints it: it leaves this package in no form. */
public final class ApiKey {

  private final String secret;

  private ApiKey(String secret) {
    this.secret = secret;
  }

  /**
   * Returns the key that a text holds; white space around it does not count.
   *
   * @param origin where the text comes from, for the error message
   * @throws IllegalArgumentException when it is blank or cannot stand in a header
   */
  public static ApiKey of(String text, String origin) {
    String secret = text.strip();
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("the API key from " + origin + " is blank");
    }
    if (secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "the API key from "
              + origin
              + " has white space or other characters that no HTTP header can carry");
    }
    return new ApiKey(secret);
  }

  /** Returns the key in a variable of the environment, empty when it is not set or blank. */
  public static Optional<ApiKey> fromEnvironment(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(text -> !text.isBlank())
        .map(text -> of(text, "the environment variable " + name));
  }

  /**
   * Returns the key that is the whole content of a file.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when it holds no key
   */
  public static ApiKey fromFile(Path file) throws IOException {
    return of(Files.readString(file), "the file " + file);
  }

  /** Returns the key in the open, for the request header and for the scrubber alone. */
  String reveal() {
    return secret;
  }

  @Override
  public String toString() {
    return "ApiKey[hidden]";
  }
}
