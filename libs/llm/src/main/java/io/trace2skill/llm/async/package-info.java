// SPDX-License-Identifier: Apache-2.0
/** Steps that wait for one another without holding a thread. */
@NullMarked
package io.trace2skill.llm.async;

import org.jspecify.annotations.NullMarked;
