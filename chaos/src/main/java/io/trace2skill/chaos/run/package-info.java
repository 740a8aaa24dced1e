// SPDX-License-Identifier: Apache-2.0
/** Runs of the campaign. */
@NullMarked
package io.trace2skill.chaos.run;

import org.jspecify.annotations.NullMarked;
