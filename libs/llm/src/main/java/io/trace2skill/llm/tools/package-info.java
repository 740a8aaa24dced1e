// SPDX-License-Identifier: Apache-2.0
/** Lets a model call tools. */
@NullMarked
package io.trace2skill.llm.tools;

import org.jspecify.annotations.NullMarked;
