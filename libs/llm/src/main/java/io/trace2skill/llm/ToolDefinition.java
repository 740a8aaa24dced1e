// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

/**
 * A tool that a model may call.
 *
 * @param name letters, digits, underscores and hyphens
 * @param description what it does and when to use it, for the model
 * @param parameters JSON schema of the arguments object, as JSON text
 */
public record ToolDefinition(String name, String description, String parameters) {}
