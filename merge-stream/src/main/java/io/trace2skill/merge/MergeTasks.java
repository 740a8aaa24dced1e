// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge;

import io.trace2skill.avro.MergeTask;

/** Takes tasks for the engine; durable when it returns. */
@FunctionalInterface
interface MergeTasks {

  void submit(MergeTask task);
}
