// SPDX-License-Identifier: Apache-2.0
/** The retrieval bank: lessons one by one, found again by what they say. */
@NullMarked
package io.trace2skill.cli.bank;

import org.jspecify.annotations.NullMarked;
