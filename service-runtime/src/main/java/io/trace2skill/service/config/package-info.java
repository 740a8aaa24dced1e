// SPDX-License-Identifier: Apache-2.0
/** Configuration by one file and the environment: keys declared once, checked all at once. */
@NullMarked
package io.trace2skill.service.config;

import org.jspecify.annotations.NullMarked;
