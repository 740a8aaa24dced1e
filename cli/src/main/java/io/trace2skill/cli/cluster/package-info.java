// SPDX-License-Identifier: Apache-2.0
/** How operators' commands reach the cluster that they work on. */
@NullMarked
package io.trace2skill.cli.cluster;

import org.jspecify.annotations.NullMarked;
