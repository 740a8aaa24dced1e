// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Credentials;

/** What the registry is shown with each request. Nothing prints it. */
final class RegistryAuth {

  static final RegistryAuth NONE = new RegistryAuth(Optional.empty());

  private final Optional<String> header;

  private RegistryAuth(Optional<String> header) {
    this.header = header;
  }

  /**
   * Returns basic authentication.
   *
   * @param userInfo {@code user:password}
   */
  static RegistryAuth basic(String userInfo) {
    int colon = userInfo.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "basic authentication at the schema registry needs user:password");
    }
    return new RegistryAuth(
        Optional.of(
            Credentials.basic(
                userInfo.substring(0, colon),
                userInfo.substring(colon + 1),
                StandardCharsets.UTF_8)));
  }

  static RegistryAuth bearer(String token) {
    String secret = token.strip();
    if (secret.isEmpty() || secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "the schema registry's bearer token is blank or no HTTP header can carry it");
    }
    return new RegistryAuth(Optional.of("Bearer " + secret));
  }

  /** Returns the value of the header {@code Authorization}, for the request alone. */
  Optional<String> header() {
    return header;
  }

  @Override
  public String toString() {
    return "RegistryAuth[hidden]";
  }
}
