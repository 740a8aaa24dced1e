// SPDX-License-Identifier: Apache-2.0
/**
 * A model server for tests and benchmarks: real HTTP, no model. What it does is a function of its
 * seed and of what it is asked, so that a run can be repeated.
 */
@NullMarked
package io.trace2skill.fakemodel;

import org.jspecify.annotations.NullMarked;
