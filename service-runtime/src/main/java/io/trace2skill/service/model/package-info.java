// SPDX-License-Identifier: Apache-2.0
/** The model's endpoint as a service sees it. */
@NullMarked
package io.trace2skill.service.model;

import org.jspecify.annotations.NullMarked;
