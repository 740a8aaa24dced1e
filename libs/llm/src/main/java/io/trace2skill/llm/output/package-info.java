// SPDX-License-Identifier: Apache-2.0
/** Replies that consist of JSON, from models that may or may not write it well. */
@NullMarked
package io.trace2skill.llm.output;

import org.jspecify.annotations.NullMarked;
