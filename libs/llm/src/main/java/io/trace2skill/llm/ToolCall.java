// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

/**
 * A tool call that a model makes.
 *
 * @param id as the endpoint gave it; the result refers to it
 * @param name of the tool
 * @param arguments as the model wrote them: meant to be a JSON object, but not checked
 */
public record ToolCall(String id, String name, String arguments) {}
