// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks of the asynchronous stage. What is measured runs in processes of its own, the broker
 * in another, and what it is compared with on the same broker in the same run.
 */
@NullMarked
package io.trace2skill.bench.stage;

import org.jspecify.annotations.NullMarked;
