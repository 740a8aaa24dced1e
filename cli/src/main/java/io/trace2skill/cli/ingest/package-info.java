// SPDX-License-Identifier: Apache-2.0
/** Trajectories on their way from files into their topic. */
@NullMarked
package io.trace2skill.cli.ingest;

import org.jspecify.annotations.NullMarked;
