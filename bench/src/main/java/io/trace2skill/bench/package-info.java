// SPDX-License-Identifier: Apache-2.0
/**
 * Measures whole runs against a fake model server: the launcher as users start it, and beside it a
 * small model of the paper's reference pipeline.
 */
@NullMarked
package io.trace2skill.bench;

import org.jspecify.annotations.NullMarked;
