// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileWorkbookTest {

  @TempDir Path directory;

  private Evaluator evaluator;

  @BeforeEach
  void makeEvaluator() throws IOException {
    evaluator = Judged.byWorkbook(new Book().set("A1", "right").bytes()).evaluator();
  }

  private Verdict judge(byte[] candidate) throws IOException {
    Path file = Files.write(directory.resolve("candidate.xlsx"), candidate);
    return evaluator.evaluate(new Candidate.File(file));
  }

  @Test
  void refusesAZipBomb() throws IOException {
    byte[] bomb =
        rewritten(
            "xl/worksheets/sheet1.xml",
            xml -> xml.replace("<sheetData>", "<sheetData>" + " ".repeat(40 << 20)));

    assertThat(bomb.length).isLessThan(1 << 20);
    assertThat(judge(bomb).explanation()).contains("unpacks to more than 32 MiB");
  }

  @Test
  void refusesAMillionRows() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int row = 1; row <= 1_000_000; row++) {
      rows.append("<row r=\"").append(row).append("\"><c><v>1</v></c></row>");
    }
    byte[] huge =
        rewritten("xl/worksheets/sheet1.xml", xml -> xml.replaceFirst("<row.*</row>", rows + ""));

    assertThat(judge(huge).explanation()).contains("too many cells");
  }

  @Test
  void readsAsManyCellsAsAreAllowed() throws IOException {
    // POI refuses what compresses too well, so the cells must not look all the same.
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("</row>");
    for (int row = 0; row < 149; row++) {
      rows.append("<row>");
      for (int cell = 0; cell < 10_000; cell++) {
        rows.append("<c").append(" ".repeat(random.nextInt(4))).append("/>");
      }
      rows.append("</row>");
    }
    byte[] large =
        rewritten("xl/worksheets/sheet1.xml", xml -> xml.replaceFirst("</row>", rows.toString()));

    assertThat(judge(large).explanation()).contains("1 of 1 cells");
  }

  @Test
  void refusesTooManyParts() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int part = 0; part < 1_001; part++) {
        zip.putNextEntry(new ZipEntry("p" + part));
      }
    }

    assertThat(judge(bytes.toByteArray()).explanation()).contains("more than 1000 parts");
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    assertThat(judge(new byte[(16 << 20) + 1]).explanation()).contains("larger than 16 MiB");
    assertThat(judge(new byte[(4 << 20) + 1]).explanation()).contains("4 MiB only");
  }

  @Test
  void resolvesNoExternalEntity() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret.txt"), "right");
    String declaration = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";
    byte[] workbook =
        rewritten(
            "xl/sharedStrings.xml",
            xml -> xml.replaceFirst("<sst", declaration + "<sst").replace("wrong", "&e;"));

    assertThat(judge(workbook).passed()).isFalse();
  }

  @Test
  void expandsNoEntities() throws IOException {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      String inner = "&a" + (i - 1) + ";";
      laughs.append("<!ENTITY a" + i + " \"" + inner.repeat(10) + "\">");
    }
    byte[] workbook =
        rewritten(
            "xl/sharedStrings.xml",
            xml -> xml.replaceFirst("<sst", laughs + "]><sst").replace("wrong", "&a29;"));

    assertThat(judge(workbook).explanation()).contains("damaged");
  }

  @Test
  void survivesNestingWithoutEnd() throws IOException {
    byte[] workbook =
        rewritten(
            "xl/worksheets/sheet1.xml",
            xml -> xml.replace("<sheetData>", "<sheetData>" + "<a>".repeat(1_000_000)));

    assertThat(judge(workbook).explanation()).contains("damaged");
  }

  @Test
  void saysThatAPasswordProtectsTheWorkbook() throws IOException, GeneralSecurityException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (POIFSFileSystem files = new POIFSFileSystem()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (OutputStream out = encryptor.getDataStream(files)) {
        out.write(new Book().set("A1", "right").bytes());
      }
      files.writeFilesystem(bytes);
    }

    assertThat(judge(bytes.toByteArray()).explanation()).contains("protected by a password");
  }

  @Test
  void readsNoOtherWorkbook() throws IOException {
    Path other = directory.resolve("other.xlsx");
    Files.write(other, new Book().set("A1", "right").bytes());
    byte[] workbook =
        rewritten(
            "xl/worksheets/sheet1.xml",
            xml ->
                xml.replaceFirst(
                    "<c [^>]*>.*</c>",
                    "<c r=\"A1\"><f>'" + directory + "/[other.xlsx]Sheet1'!A1</f></c>"));

    assertThat(judge(workbook).explanation()).contains("cannot be calculated here");
  }

  /** Returns a workbook with "wrong" in A1, of which one part was rewritten. */
  private static byte[] rewritten(String part, UnaryOperator<String> rewrite) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] workbook = new Book().set("A1", "wrong").bytes();
    boolean changed = false;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String written = entry.getName().equals(part) ? rewrite.apply(content) : content;
        changed |= !written.equals(content);
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(written.getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(changed).isTrue();
    return bytes.toByteArray();
  }
}
