// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.patch.Edit;

/**
 * An edit of one file.
 *
 * @param index its position in the list that was given
 */
record Candidate(int index, Edit edit) {}
