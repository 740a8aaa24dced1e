// SPDX-License-Identifier: Apache-2.0
/** What a run would take of a model, before it takes it. */
@NullMarked
package io.trace2skill.cli.plan;

import org.jspecify.annotations.NullMarked;
