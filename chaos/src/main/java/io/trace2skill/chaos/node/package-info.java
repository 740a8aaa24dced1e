// SPDX-License-Identifier: Apache-2.0
/** What runs in processes of its own. */
@NullMarked
package io.trace2skill.chaos.node;

import org.jspecify.annotations.NullMarked;
