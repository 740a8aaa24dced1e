// SPDX-License-Identifier: Apache-2.0
/** Models that call tools until they have an answer. */
@NullMarked
package io.trace2skill.llm.tools;

import org.jspecify.annotations.NullMarked;
