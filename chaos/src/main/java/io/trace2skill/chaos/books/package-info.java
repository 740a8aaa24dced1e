// SPDX-License-Identifier: Apache-2.0
/** What was committed, and whether it is right. */
@NullMarked
package io.trace2skill.chaos.books;

import org.jspecify.annotations.NullMarked;
