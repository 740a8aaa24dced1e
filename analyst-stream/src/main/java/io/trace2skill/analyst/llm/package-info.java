// SPDX-License-Identifier: Apache-2.0
/** The analysts that ask a model: one for failures, one for successes. */
@NullMarked
package io.trace2skill.analyst.llm;

import org.jspecify.annotations.NullMarked;
