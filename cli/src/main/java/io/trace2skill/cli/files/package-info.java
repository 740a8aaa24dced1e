// SPDX-License-Identifier: Apache-2.0
/** Skill directories and reports on disk: read with care, written as a whole or not at all. */
@NullMarked
package io.trace2skill.cli.files;

import org.jspecify.annotations.NullMarked;
