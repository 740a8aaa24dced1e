// SPDX-License-Identifier: Apache-2.0
/** Prompts as versioned text files, and fences around what is not to be trusted. */
@NullMarked
package io.trace2skill.llm.prompt;

import org.jspecify.annotations.NullMarked;
