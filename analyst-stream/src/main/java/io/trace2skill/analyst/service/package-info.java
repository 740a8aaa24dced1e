// SPDX-License-Identifier: Apache-2.0
/** The analyst stream as a process of its own. */
@NullMarked
package io.trace2skill.analyst.service;

import org.jspecify.annotations.NullMarked;
