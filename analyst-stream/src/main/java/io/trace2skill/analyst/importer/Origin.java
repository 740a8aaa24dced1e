// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

/**
 * Where something was read.
 *
 * @param name the file as the user named it, or {@code -} for standard input
 * @param line the line that it begins at, from 1; 0 stands for the source as a whole
 */
public record Origin(String name, long line) {

  @Override
  public String toString() {
    return line == 0 ? name : name + ":" + line;
  }
}
