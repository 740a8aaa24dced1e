// SPDX-License-Identifier: Apache-2.0
/**
 * Model calls over HTTP: chat completions of any OpenAI-compatible endpoint, with retries, a
 * breaker that pauses, limits, a budget and accounts. {@link
 * io.trace2skill.llm.http.LlmClients#create} is the door.
 */
@NullMarked
package io.trace2skill.llm.http;

import org.jspecify.annotations.NullMarked;
