// SPDX-License-Identifier: Apache-2.0
/** Runs commands that nobody vouches for, with bubblewrap: without network, with limits. */
@NullMarked
package io.trace2skill.analyst.sandbox;

import org.jspecify.annotations.NullMarked;
