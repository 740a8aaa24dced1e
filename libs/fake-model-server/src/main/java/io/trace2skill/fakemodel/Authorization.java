// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

/** What a request said about itself; the key is never kept. */
public enum Authorization {
  /** No {@code Authorization} header. */
  ABSENT,
  /** The expected bearer key. */
  EXPECTED,
  /** Something else, or anything when no key is expected. */
  OTHER
}
