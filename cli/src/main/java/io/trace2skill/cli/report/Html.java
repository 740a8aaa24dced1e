// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

/** Text that goes into a page. All of it comes from outside, so all of it passes here. */
final class Html {

  private Html() {}

  /** Returns the text with everything that HTML gives a meaning to escaped. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  static String escape(Object value) {
    return escape(String.valueOf(value));
  }
}
