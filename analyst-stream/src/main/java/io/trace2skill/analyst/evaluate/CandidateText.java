// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Gives evaluators of text the text of a candidate, which may be a file. */
final class CandidateText {

  /** Longer answers are not read: no reference of this kind comes near it. */
  static final int MAX_BYTES = 1 << 20;

  private CandidateText() {}

  /** Returns the verdict on the candidate's text, or one that says why there is none. */
  static Verdict judge(Candidate candidate, Function<String, Verdict> judge) {
    if (candidate instanceof Candidate.Text text) {
      return text.text().length() > MAX_BYTES ? tooLong() : judge.apply(text.text());
    }
    if (candidate instanceof Candidate.File file) {
      return judgeFile(file.path(), judge);
    }
    return Verdict.fail("The candidate is a list of tool calls, but an answer in text is needed.");
  }

  private static Verdict judgeFile(Path path, Function<String, Verdict> judge) {
    byte[] bytes;
    try {
      bytes = read(path);
    } catch (IOException e) {
      return Verdict.fail("The candidate file cannot be read; make sure that it exists.");
    }
    if (bytes.length > MAX_BYTES) {
      return tooLong();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return judge.apply(text);
    } catch (CharacterCodingException e) {
      return Verdict.fail("The candidate file is not UTF-8 text.");
    }
  }

  private static byte[] read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("not a regular file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private static Verdict tooLong() {
    return Verdict.fail("The candidate is longer than " + (MAX_BYTES >> 20) + " MiB.");
  }
}
