// SPDX-License-Identifier: Apache-2.0
/** What a campaign tells. */
@NullMarked
package io.trace2skill.chaos.report;

import org.jspecify.annotations.NullMarked;
