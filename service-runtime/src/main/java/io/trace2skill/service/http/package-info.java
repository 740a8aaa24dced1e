// SPDX-License-Identifier: Apache-2.0
/** The operational HTTP endpoint. */
@NullMarked
package io.trace2skill.service.http;

import org.jspecify.annotations.NullMarked;
