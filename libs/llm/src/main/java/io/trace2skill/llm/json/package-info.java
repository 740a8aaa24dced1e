// SPDX-License-Identifier: Apache-2.0
/** JSON in the texts of models, that may be fenced, surrounded, cut off or written carelessly. */
@NullMarked
package io.trace2skill.llm.json;

import org.jspecify.annotations.NullMarked;
