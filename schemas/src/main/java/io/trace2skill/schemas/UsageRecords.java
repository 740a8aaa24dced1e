// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import io.trace2skill.avro.UsageRecord;
import org.jspecify.annotations.Nullable;

/** Sums what calls of a model used up. Null stands for no call, here as in the records. */
public final class UsageRecords {

  private UsageRecords() {}

  /** Returns both together. */
  public static @Nullable UsageRecord sum(@Nullable UsageRecord one, @Nullable UsageRecord other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new UsageRecord(
        one.getCalls() + other.getCalls(),
        one.getPromptTokens() + other.getPromptTokens(),
        one.getCachedPromptTokens() + other.getCachedPromptTokens(),
        one.getCompletionTokens() + other.getCompletionTokens(),
        one.getCostMicros() + other.getCostMicros());
  }
}
