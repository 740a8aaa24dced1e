// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

import io.trace2skill.llm.Usage;

/**
 * A value that a model gave.
 *
 * @param value what the reply was read as
 * @param usage of all calls that it took
 */
public record Answer<T>(T value, Usage usage) {}
