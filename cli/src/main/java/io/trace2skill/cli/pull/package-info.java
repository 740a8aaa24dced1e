// SPDX-License-Identifier: Apache-2.0
/** Published versions of skills on their way into the directories that agents read. */
@NullMarked
package io.trace2skill.cli.pull;

import org.jspecify.annotations.NullMarked;
