// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * One record of a journal's topic.
 *
 * @param key of the entry, hexadecimal
 * @param writtenAt as the broker says
 * @param entry what was kept; empty when the key was struck
 */
public record JournalRecord(String key, Instant writtenAt, Optional<byte[]> entry) {}
