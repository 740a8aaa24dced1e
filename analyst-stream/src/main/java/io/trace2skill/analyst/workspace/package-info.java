// SPDX-License-Identifier: Apache-2.0
/**
 * A throw-away directory with the files of one trajectory, and the tools that let a model look at
 * them, make a fix and have it judged. Nothing that a model asks for reaches beyond that directory,
 * and the reference answer is never in it.
 */
@NullMarked
package io.trace2skill.analyst.workspace;

import org.jspecify.annotations.NullMarked;
