// SPDX-License-Identifier: Apache-2.0
/** What could not be used, for a person who has to act. */
@NullMarked
package io.trace2skill.cli.letters;

import org.jspecify.annotations.NullMarked;
