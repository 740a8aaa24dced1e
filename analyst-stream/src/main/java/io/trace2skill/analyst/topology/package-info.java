// SPDX-License-Identifier: Apache-2.0
/** The analyst stream: from the trajectories topic to the patches topic, each trajectory once. */
@NullMarked
package io.trace2skill.analyst.topology;

import org.jspecify.annotations.NullMarked;
