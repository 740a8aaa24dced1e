// SPDX-License-Identifier: Apache-2.0
/** The skill directory of the Agent Skills format, as a value. */
@NullMarked
package io.trace2skill.skill;

import org.jspecify.annotations.NullMarked;
