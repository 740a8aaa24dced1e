// SPDX-License-Identifier: Apache-2.0
/** Markdown files as lines with an index of what matters to edits; nothing is re-serialised. */
@NullMarked
package io.trace2skill.skill.markdown;

import org.jspecify.annotations.NullMarked;
