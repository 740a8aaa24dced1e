// SPDX-License-Identifier: Apache-2.0
/**
 * Judges a candidate answer against the reference that a trajectory carries. {@link
 * io.trace2skill.analyst.evaluate.Evaluators} chooses the {@link
 * io.trace2skill.analyst.evaluate.Evaluator}; the verdict tells where a candidate differs and never
 * what the reference says there.
 */
@NullMarked
package io.trace2skill.analyst.evaluate;

import org.jspecify.annotations.NullMarked;
