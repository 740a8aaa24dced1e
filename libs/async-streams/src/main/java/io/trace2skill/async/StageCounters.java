// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.async;

import java.util.concurrent.atomic.LongAdder;

/** Events that leave no other trace. Thread-safe. */
final class StageCounters {

  final LongAdder succeeded = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder retries = new LongAdder();
  final LongAdder reExecuted = new LongAdder();
}
