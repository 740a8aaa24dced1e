// SPDX-License-Identifier: Apache-2.0
/** What both services share: life cycle, signals and topics. */
@NullMarked
package io.trace2skill.service;

import org.jspecify.annotations.NullMarked;
