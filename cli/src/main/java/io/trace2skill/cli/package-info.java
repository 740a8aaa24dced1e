// SPDX-License-Identifier: Apache-2.0
/** The trace2skill command. */
@NullMarked
package io.trace2skill.cli;

import org.jspecify.annotations.NullMarked;
