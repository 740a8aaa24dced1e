// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

/**
 * The section that a heading was looked up to.
 *
 * @param section the first section that matches
 * @param exact whether the heading is the same letter by letter; otherwise white space, case or
 *     level differ
 * @param candidates how many sections match equally well; at least 1
 */
public record SectionMatch(Section section, boolean exact, int candidates) {}
