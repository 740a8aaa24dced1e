// SPDX-License-Identifier: Apache-2.0
/** What an analyst proposes: edits of a skill directory, grouped into a patch. */
@NullMarked
package io.trace2skill.skill.patch;

import org.jspecify.annotations.NullMarked;
