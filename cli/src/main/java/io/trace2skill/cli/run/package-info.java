// SPDX-License-Identifier: Apache-2.0
/** The embedded all-in-one run: broker, topologies, files in and out. */
@NullMarked
package io.trace2skill.cli.run;

import org.jspecify.annotations.NullMarked;
