// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate.workbook;

import java.util.Locale;
import org.apache.poi.hssf.usermodel.HSSFFont;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.hssf.util.HSSFColor;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Color;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.jspecify.annotations.Nullable;

/**
 * The colours of a cell, as RRGGBB; those of a theme as the theme has them.
 *
 * @param fill behind the text, {@code "automatic"}, or {@code "none"}
 * @param text of the text, or {@code "automatic"}, which is whatever the reader's system takes and
 *     so not the same as black
 */
record CellLook(String fill, String text) {

  private static final String NONE = "none";
  private static final String AUTOMATIC = "automatic";

  static final CellLook PLAIN = new CellLook(NONE, AUTOMATIC);

  static CellLook of(Workbook workbook, CellStyle style) {
    boolean filled = style.getFillPattern() != FillPatternType.NO_FILL;
    String fill = filled ? rgb(style.getFillForegroundColorColor(), AUTOMATIC) : NONE;
    return new CellLook(fill, rgb(colorOf(workbook, style), AUTOMATIC));
  }

  boolean isFilled() {
    return !fill.equals(NONE);
  }

  private static @Nullable Color colorOf(Workbook workbook, CellStyle style) {
    Font font = workbook.getFontAt(style.getFontIndex());
    if (font instanceof XSSFFont xssf) {
      return xssf.getXSSFColor();
    }
    return font instanceof HSSFFont hssf && workbook instanceof HSSFWorkbook book
        ? hssf.getHSSFColor(book)
        : null;
  }

  private static String rgb(@Nullable Color color, String automatic) {
    if (color instanceof XSSFColor xssf) {
      // POI applies a tint only to what is not a colour of the palette.
      byte[] rgb = xssf.isIndexed() ? xssf.getRGB() : xssf.getRGBWithTint();
      return rgb == null || xssf.isAuto() ? automatic : hex(rgb[0], rgb[1], rgb[2]);
    }
    if (color instanceof HSSFColor hssf) {
      short[] rgb = hssf.getTriplet();
      return hex(rgb[0], rgb[1], rgb[2]);
    }
    return automatic;
  }

  private static String hex(int red, int green, int blue) {
    return String.format(Locale.ROOT, "%02X%02X%02X", red & 0xff, green & 0xff, blue & 0xff);
  }
}
