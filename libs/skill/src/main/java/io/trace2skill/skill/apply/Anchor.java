// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

/**
 * Where a text was found in a file. Lines and columns count from 0.
 *
 * @param firstLine line that it starts on
 * @param firstColumn first character on that line
 * @param lastLine line that it ends on
 * @param endColumn character after its last one on that line
 * @param how how it was found
 * @param similarity 1 unless found by similarity; then at least the threshold
 * @param candidates how many places match equally well; this is the first of them
 */
public record Anchor(
    int firstLine,
    int firstColumn,
    int lastLine,
    int endColumn,
    AnchorMatch how,
    double similarity,
    int candidates) {}
