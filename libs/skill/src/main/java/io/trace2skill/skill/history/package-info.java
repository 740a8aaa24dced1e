// SPDX-License-Identifier: Apache-2.0
/** Versions of a skill side by side: what differs, and where each line comes from. Pure. */
@NullMarked
package io.trace2skill.skill.history;

import org.jspecify.annotations.NullMarked;
