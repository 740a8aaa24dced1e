// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

/**
 * An image that a rendered trajectory refers to.
 *
 * @param number by which the text refers to it, from 1
 * @param dataUrl the image itself, as a {@code data:} URL
 */
public record NumberedImage(int number, String dataUrl) {}
