// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.config;

/**
 * Where a server listens.
 *
 * @param host name or address, an IPv6 address without its brackets
 * @param port 0 for any free one, to 65535
 */
public record ListenAddress(String host, int port) {

  private static final int MOST = 65_535;

  public ListenAddress {
    if (host.isBlank() || port < 0 || port > MOST) {
      throw new IllegalArgumentException("no address to listen at: " + host + ":" + port);
    }
  }

  static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("no port");
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (!bracketed && host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("an IPv6 address needs brackets");
    }
    return new ListenAddress(
        bracketed ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
