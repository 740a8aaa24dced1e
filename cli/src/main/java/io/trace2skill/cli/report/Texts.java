// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers and words as people read them. */
final class Texts {

  private Texts() {}

  /** Returns the number with the noun in the right form, for example {@code 1,024 patches}. */
  static String count(long number, String one, String many) {
    return number(number) + " " + (number == 1 ? one : many);
  }

  /** Returns the number with groups of three digits. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns an amount of money, to the hundredth of a cent; a dash for none. */
  static String cost(BigDecimal amount) {
    return amount.signum() == 0
        ? "-"
        : amount.setScale(4, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
  }

  /** Returns seconds as people read them. */
  static String seconds(double seconds) {
    return seconds < 100
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
  }
}
