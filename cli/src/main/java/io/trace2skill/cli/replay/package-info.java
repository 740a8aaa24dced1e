// SPDX-License-Identifier: Apache-2.0
/** Evolves skills again from logs, in isolation beside the live evolution. */
@NullMarked
package io.trace2skill.cli.replay;

import org.jspecify.annotations.NullMarked;
