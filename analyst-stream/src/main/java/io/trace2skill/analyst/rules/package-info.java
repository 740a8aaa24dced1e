// SPDX-License-Identifier: Apache-2.0
/**
 * The {@code rules} engine's analyst: mines from one trajectory what can be mined soundly, without
 * a model, a network or a clock. A {@link io.trace2skill.analyst.rules.Rule} looks for one kind of
 * observation and says what to learn from it.
 *
 * <p>Text of a trajectory reaches a lesson in one way only: masked and quoted, by {@code
 * Observation}. Names of tools, arguments and functions pass {@code Quote.name}, which admits
 * nothing but identifiers.
 */
@NullMarked
package io.trace2skill.analyst.rules;

import org.jspecify.annotations.NullMarked;
