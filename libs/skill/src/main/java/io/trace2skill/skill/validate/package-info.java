// SPDX-License-Identifier: Apache-2.0
/** The rules of the Agent Skills format, as the intersection of what its validators accept. */
@NullMarked
package io.trace2skill.skill.validate;

import org.jspecify.annotations.NullMarked;
