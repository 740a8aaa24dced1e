// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

/**
 * Lines that Markdown does not interpret: a fenced code block with its fences, or an HTML block.
 *
 * @param start first line, from 0
 * @param end line after the last one
 * @param closed whether it ends by itself; what is not closed swallows the text that follows
 */
public record VerbatimBlock(int start, int end, boolean closed) {

  /** Returns whether text put before that line would become part of the block. */
  public boolean splitAt(int line) {
    return start < line && (line < end || (line == end && !closed));
  }
}
