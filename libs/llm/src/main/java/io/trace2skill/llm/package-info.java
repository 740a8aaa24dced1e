// SPDX-License-Identifier: Apache-2.0
/** Chat completions of OpenAI-compatible endpoints: requests, replies, usage and failures. */
@NullMarked
package io.trace2skill.llm;

import org.jspecify.annotations.NullMarked;
