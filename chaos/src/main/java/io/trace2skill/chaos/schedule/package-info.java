// SPDX-License-Identifier: Apache-2.0
/** Which faults strike when. */
@NullMarked
package io.trace2skill.chaos.schedule;

import org.jspecify.annotations.NullMarked;
