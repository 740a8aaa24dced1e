// SPDX-License-Identifier: Apache-2.0
/**
 * From edits to a changed skill: anchors, conflicts, application, and a report on every edit.
 *
 * <p>What each operation needs, and where it puts its content:
 *
 * <ul>
 *   <li>{@code insert_after}, {@code insert_before}: {@code target_text} and {@code content}. Goes
 *       to the line after or before the first place of the text, in {@code target_section} when one
 *       is named, otherwise in the file; out of code fences, comments, tables and underlined
 *       headings.
 *   <li>{@code append_to_section}: {@code target_section} and {@code content}. Goes after the last
 *       line with text of the section, its subsections included. A first line that repeats the
 *       heading is left out.
 *   <li>{@code replace_in_section}: {@code old_text} and {@code content}, which may be empty.
 *       Replaces the first place of the text, in {@code target_section} when one is named,
 *       otherwise in the file after its front matter.
 *   <li>{@code add_section}: {@code content} that starts with a heading. Goes behind {@code
 *       after_section}, to the end of the file when that is not there. A section of the same
 *       heading under the same parent is added to instead.
 *   <li>{@code delete_section}: {@code target_section}. Takes its subsections and the blank lines
 *       before it with it.
 *   <li>{@code create}: a path that no file has, and {@code content}.
 *   <li>{@code delete_file}: a reference file that is there.
 * </ul>
 */
@NullMarked
package io.trace2skill.skill.apply;

import org.jspecify.annotations.NullMarked;
