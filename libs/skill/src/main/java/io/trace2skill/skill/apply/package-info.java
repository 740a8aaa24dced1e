// SPDX-License-Identifier: Apache-2.0
/** From edits to a changed skill: anchors, conflicts, application, and a report on every edit. */
@NullMarked
package io.trace2skill.skill.apply;

import org.jspecify.annotations.NullMarked;
