// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * SpreadsheetBench's rules for what counts as the same value: numbers agree to two places, whether
 * they are numbers or text that reads as one; truth values count as 1 and 0; dates agree to the
 * day, times of day to the minute.
 */
final class ValueRules {

  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?\\s*");
  private static final Pattern ELAPSED = Pattern.compile("(?i)\\[(?:h+|m+|s+)]");
  private static final int SECONDS_A_DAY = 86_400;
  private static final int DAYS_FROM_1900_TO_1904 = 1_462;

  private ValueRules() {}

  static Object text(String text) {
    if (text.length() > 400 || !NUMBER.matcher(text).matches()) {
      return text;
    }
    double number = Double.parseDouble(text.strip());
    return Double.isInfinite(number) ? text : rounded(number);
  }

  static Object number(double number) {
    return Double.isFinite(number) ? rounded(number) : String.valueOf(number);
  }

  static Object truth(boolean value) {
    return value ? 1.0 : 0.0;
  }

  static boolean isDate(int formatIndex, String format) {
    return DateUtil.isADateFormat(formatIndex, format);
  }

  /** Returns the value of a number that is shown as a date, a time of day or a span of time. */
  static Object date(double serial, String format, boolean from1904) {
    if (ELAPSED.matcher(format).find()) {
      return new CellContent.Elapsed(Math.round(serial * SECONDS_A_DAY));
    }
    if (serial >= 0 && serial < 1) {
      long minutes = Math.round(serial * SECONDS_A_DAY) / 60 % (24 * 60);
      return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }
    return Math.rint(serial) + (from1904 ? DAYS_FROM_1900_TO_1904 : 0) + 0.0;
  }

  /** Rounds the exact binary value, and knows no negative zero. */
  private static Double rounded(double number) {
    return new BigDecimal(number).setScale(2, RoundingMode.HALF_EVEN).doubleValue() + 0.0;
  }
}
