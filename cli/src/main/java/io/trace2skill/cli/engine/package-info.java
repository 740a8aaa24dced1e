// SPDX-License-Identifier: Apache-2.0
/** What does the thinking in a run on one machine. */
@NullMarked
package io.trace2skill.cli.engine;

import org.jspecify.annotations.NullMarked;
