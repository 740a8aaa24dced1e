// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.chaos.books;

/**
 * A promise that was not kept.
 *
 * @param rule short name of the promise
 * @param detail what was found, and where
 */
public record Violation(String rule, String detail) {

  @Override
  public String toString() {
    return rule + ": " + detail;
  }
}
