// SPDX-License-Identifier: Apache-2.0
/** Refuses what a model proposes and a skill must not hold. Pure, but for reading workbooks. */
@NullMarked
package io.trace2skill.analyst.llm.check;

import org.jspecify.annotations.NullMarked;
