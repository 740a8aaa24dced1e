// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

/**
 * One message of a request.
 *
 * @param role as on the wire: {@code system}, {@code user}, {@code assistant}, {@code tool}
 * @param text its text parts, one after another; an image part reads {@code [image]}
 */
public record FakeMessage(String role, String text) {

  /** Whether it speaks in that role. */
  public boolean is(String expected) {
    return role.equals(expected);
  }
}
