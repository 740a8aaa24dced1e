// SPDX-License-Identifier: Apache-2.0
/** The topics of a deployment: as they should be, and as they are. */
@NullMarked
package io.trace2skill.cli.topics;

import org.jspecify.annotations.NullMarked;
