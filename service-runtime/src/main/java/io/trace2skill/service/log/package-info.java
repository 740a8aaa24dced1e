// SPDX-License-Identifier: Apache-2.0
/** How a service logs. */
@NullMarked
package io.trace2skill.service.log;

import org.jspecify.annotations.NullMarked;
