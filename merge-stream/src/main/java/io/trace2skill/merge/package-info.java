// SPDX-License-Identifier: Apache-2.0
/** Topology 2: patches in, skill snapshots out. */
@NullMarked
package io.trace2skill.merge;

import org.jspecify.annotations.NullMarked;
