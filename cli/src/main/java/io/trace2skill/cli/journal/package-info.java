// SPDX-License-Identifier: Apache-2.0
/** {@code trace2skill journal}: what a model has answered, for people. */
@NullMarked
package io.trace2skill.cli.journal;

import org.jspecify.annotations.NullMarked;
