// SPDX-License-Identifier: Apache-2.0
/** The wire contract: topics, serdes and the schema registry. */
@NullMarked
package io.trace2skill.schemas;

import org.jspecify.annotations.NullMarked;
