// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.run;

import io.trace2skill.avro.UsageRecord;
import io.trace2skill.llm.Usage;
import org.jspecify.annotations.Nullable;

/** Reads what records say was used up. */
public final class Usages {

  private Usages() {}

  /**
   * Returns what a record says was used up.
   *
   * @param record null for no call of a model
   */
  public static Usage of(@Nullable UsageRecord record) {
    return record == null
        ? Usage.NONE
        : new Usage(
            record.getCalls(),
            record.getPromptTokens(),
            record.getCachedPromptTokens(),
            record.getCompletionTokens(),
            record.getCostMicros());
  }
}
