// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.llm.render;

import io.trace2skill.avro.ContentPart;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Puts content parts into words. A medium becomes a placeholder that says what it was; images are
 * collected beside it where the model takes them. Only images whose bytes the trajectory holds:
 * whoever wrote the trajectory must not make the model's server fetch addresses.
 */
final class MediaText {

  private static final int MAX_IMAGE_BYTES = 3 * 1024 * 1024;

  private static final Set<String> IMAGES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

  private final boolean takesImages;
  private int images;

  MediaText(boolean takesImages) {
    this.takesImages = takesImages;
  }

  /** Returns the parts as text; images for the model are added to the list. */
  String of(List<ContentPart> parts, List<NumberedImage> shown) {
    List<String> texts = new ArrayList<>();
    for (ContentPart part : parts) {
      if (part.getText() != null) {
        texts.add(part.getText());
      } else {
        texts.add(medium(part, shown));
      }
    }
    return String.join("\n", texts);
  }

  private String medium(ContentPart part, List<NumberedImage> shown) {
    String type = part.getMediaType() == null ? "unknown type" : oneLine(part.getMediaType());
    ByteBuffer data = part.getData();
    if (data == null) {
      return "[" + type + ", kept elsewhere; not shown]";
    }
    String what = type + ", " + data.remaining() + " bytes";
    boolean show =
        takesImages
            && IMAGES.contains(type.toLowerCase(Locale.ROOT))
            && data.remaining() <= MAX_IMAGE_BYTES;
    if (!show) {
      return "[" + what + "; not shown]";
    }
    images++;
    shown.add(new NumberedImage(images, dataUrl(type, data)));
    return "[image " + images + ": " + what + "]";
  }

  private static String dataUrl(String type, ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    return "data:"
        + type.toLowerCase(Locale.ROOT)
        + ";base64,"
        + Base64.getEncoder().encodeToString(bytes);
  }

  private static String oneLine(String mediaType) {
    String line = mediaType.replaceAll("[^A-Za-z0-9./+;= -]", "");
    return line.substring(0, Math.min(line.length(), 80));
  }
}
