// SPDX-License-Identifier: Apache-2.0
/**
 * Puts a trajectory into the words of a prompt: masked, capped, and as short as it has to be. Pure.
 */
@NullMarked
package io.trace2skill.analyst.llm.render;

import org.jspecify.annotations.NullMarked;
