// SPDX-License-Identifier: Apache-2.0
/** Commands about a skill's versions on a cluster: what there is, and operators' orders. */
@NullMarked
package io.trace2skill.cli.versions;

import org.jspecify.annotations.NullMarked;
