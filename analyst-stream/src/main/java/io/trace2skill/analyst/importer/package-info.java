// SPDX-License-Identifier: Apache-2.0
/** Reads what agents already emit into trajectories, one bad line at a time at most. */
@NullMarked
package io.trace2skill.analyst.importer;

import org.jspecify.annotations.NullMarked;
