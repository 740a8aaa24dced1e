// SPDX-License-Identifier: Apache-2.0
/** The report of a run: what was learned, on how much evidence, and what became of everything. */
@NullMarked
package io.trace2skill.cli.report;

import org.jspecify.annotations.NullMarked;
