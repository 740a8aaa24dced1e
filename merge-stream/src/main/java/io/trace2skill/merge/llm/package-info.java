// SPDX-License-Identifier: Apache-2.0
/**
 * The merge engine that asks a model. Code does what is certain, the model is asked for what is in
 * doubt, and code accounts for what it says.
 */
@NullMarked
package io.trace2skill.merge.llm;

import org.jspecify.annotations.NullMarked;
