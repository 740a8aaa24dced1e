// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.merge;

/**
 * An edit that did not reach the skill.
 *
 * @param edit the edit, with what it stood for
 * @param reason why
 * @param detail the same for a person; names the winner of a conflict, the missing anchor, ...
 */
public record DroppedEdit(SourcedEdit edit, DropReason reason, String detail) {}
