// SPDX-License-Identifier: Apache-2.0
/** Processes that are started, stopped, paused and killed. */
@NullMarked
package io.trace2skill.chaos.process;

import org.jspecify.annotations.NullMarked;
