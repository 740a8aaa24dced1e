// SPDX-License-Identifier: Apache-2.0
/**
 * Reads ranges of cells out of workbooks that may be hostile, and compares them by the rules of
 * SpreadsheetBench. Nothing outside of the workbook is ever read.
 */
@NullMarked
package io.trace2skill.analyst.evaluate.workbook;

import org.jspecify.annotations.NullMarked;
