// SPDX-License-Identifier: Apache-2.0
/** Looks for what keeps a deployment from working, and says what to do. */
@NullMarked
package io.trace2skill.cli.doctor;

import org.jspecify.annotations.NullMarked;
