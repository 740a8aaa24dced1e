// SPDX-License-Identifier: Apache-2.0
/** What a run has to say: the report, as JSON and as a page. */
@NullMarked
package io.trace2skill.cli.report;

import org.jspecify.annotations.NullMarked;
