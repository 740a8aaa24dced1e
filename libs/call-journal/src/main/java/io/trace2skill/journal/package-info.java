// SPDX-License-Identifier: Apache-2.0
/** Keeps entries by key in a topic, and finds them again after a crash on whatever host. */
@NullMarked
package io.trace2skill.journal;

import org.jspecify.annotations.NullMarked;
