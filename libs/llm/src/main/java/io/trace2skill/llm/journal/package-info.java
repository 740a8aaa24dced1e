// SPDX-License-Identifier: Apache-2.0
/** What a model has answered once is kept, so that it is not bought twice. */
@NullMarked
package io.trace2skill.llm.journal;

import org.jspecify.annotations.NullMarked;
