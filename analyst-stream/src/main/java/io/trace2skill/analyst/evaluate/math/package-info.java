// SPDX-License-Identifier: Apache-2.0
/**
 * Reads answers to mathematical questions, plain or in LaTeX, as values that can be compared. Only
 * numbers are calculated; anything else is compared as normalised text.
 */
@NullMarked
package io.trace2skill.analyst.evaluate.math;

import org.jspecify.annotations.NullMarked;
