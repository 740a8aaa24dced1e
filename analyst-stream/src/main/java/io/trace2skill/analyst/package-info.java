// SPDX-License-Identifier: Apache-2.0
/** Topology 1: trajectories in, at most one patch for each out. */
@NullMarked
package io.trace2skill.analyst;

import org.jspecify.annotations.NullMarked;
