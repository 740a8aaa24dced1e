// SPDX-License-Identifier: Apache-2.0
/** The merge algebra: many patches become one, and every edit is accounted for. */
@NullMarked
package io.trace2skill.skill.merge;

import org.jspecify.annotations.NullMarked;
