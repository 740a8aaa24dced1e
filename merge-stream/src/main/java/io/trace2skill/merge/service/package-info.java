// SPDX-License-Identifier: Apache-2.0
/** The merge stream as a process of its own. */
@NullMarked
package io.trace2skill.merge.service;

import org.jspecify.annotations.NullMarked;
