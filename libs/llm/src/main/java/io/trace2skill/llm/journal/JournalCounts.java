// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.journal;

import io.trace2skill.llm.Usage;

/** Counts what a journal does. Thread-safe. */
final class JournalCounts {

  private long hits;
  private long joined;
  private long asked;
  private long struck;
  private long unkept;
  private long unread;
  private Usage saved = Usage.NONE;

  synchronized void hit(Usage bought) {
    hits++;
    saved = saved.plus(bought);
  }

  synchronized void joined(Usage bought) {
    joined++;
    saved = saved.plus(bought);
  }

  synchronized void asked() {
    asked++;
  }

  synchronized void struck() {
    struck++;
  }

  synchronized void unkept() {
    unkept++;
  }

  synchronized void unread() {
    unread++;
  }

  synchronized JournalReport report() {
    return new JournalReport(hits, joined, asked, struck, unkept, unread, saved);
  }
}
