// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.topology;

/**
 * What this instance did since it started, aborted transactions included; the topics have the exact
 * numbers.
 *
 * @param accepted trajectories whose analysis was started
 * @param duplicates trajectories that were accepted before and are ignored
 * @param undecodable records that went to the dead letters
 * @param patched analyses that proposed a patch
 * @param noLesson analyses that found nothing to learn
 * @param failed analyses that failed for good
 */
public record AnalystCounts(
    long accepted, long duplicates, long undecodable, long patched, long noLesson, long failed) {}
