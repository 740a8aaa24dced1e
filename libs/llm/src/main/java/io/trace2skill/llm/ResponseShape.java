// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm;

/**
 * The JSON that a reply shall consist of. It is put to endpoints that offer structured output and
 * is no promise: whoever reads a reply checks it.
 *
 * @param name letters, digits, underscores and hyphens
 * @param schema JSON schema, as JSON text
 */
public record ResponseShape(String name, String schema) {}
