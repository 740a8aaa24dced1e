// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

/** The right to have one call in flight. Identity matters: each call holds one of its own. */
final class Permit {}
