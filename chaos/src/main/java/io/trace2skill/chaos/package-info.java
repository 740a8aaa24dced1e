// SPDX-License-Identifier: Apache-2.0
/** The fault campaign: real processes, faults by a seed, and the books afterwards. */
@NullMarked
package io.trace2skill.chaos;

import org.jspecify.annotations.NullMarked;
