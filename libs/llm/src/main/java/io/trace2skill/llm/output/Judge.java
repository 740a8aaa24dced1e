// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.output;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.llm.json.FoundJson;
import io.trace2skill.llm.json.ReplyJson;
import java.util.List;

/**
 * Reads one reply: the first of its values that the reader accepts wins.
 *
 * <p>A value that is cut off or broken and longer than the one that the reader accepts comes first,
 * though: it is more likely the answer, and the other one a draft or an example.
 */
final class Judge<T> {

  private static final String NO_JSON = "the reply holds no JSON";

  private final ReplyReader<T> reader;

  Judge(ReplyReader<T> reader) {
    this.reader = reader;
  }

  /**
   * Reads texts of one reply, the ones that most likely hold the answer first.
   *
   * @param cut whether the reply is known to be cut off, so that no bracket was merely forgotten
   */
  Verdict<T> judge(List<String> texts, boolean cut) {
    Verdict<T> first = null;
    Verdict<T> doubt = null;
    int doubtLength = -1;
    for (FoundJson json : texts.stream().flatMap(text -> ReplyJson.find(text).stream()).toList()) {
      Verdict<T> verdict = verdict(json, cut);
      if (verdict instanceof Verdict.Accepted<T>) {
        return doubt == null || json.length() >= doubtLength ? verdict : doubt;
      }
      if (isDoubt(json, verdict) && json.length() > doubtLength) {
        doubt = verdict;
        doubtLength = json.length();
      }
      first = first == null ? verdict : first;
    }
    if (cut && doubt instanceof Verdict.CutOff<T>) {
      return doubt;
    }
    return first == null ? new Verdict.Refused<>(NO_JSON) : first;
  }

  private static boolean isDoubt(FoundJson json, Verdict<?> verdict) {
    return json instanceof FoundJson.Broken || verdict instanceof Verdict.CutOff<?>;
  }

  private Verdict<T> verdict(FoundJson json, boolean cut) {
    if (json instanceof FoundJson.Whole whole) {
      return read(whole.value());
    }
    if (json instanceof FoundJson.Broken broken) {
      return new Verdict.Refused<>(broken.complaint());
    }
    if (json instanceof FoundJson.Unclosed unclosed) {
      // A reader that misses something is a sign that more than the bracket is missing.
      return !cut && read(unclosed.value()) instanceof Verdict.Accepted<T> accepted
          ? accepted
          : new Verdict.CutOff<>(unclosed.text());
    }
    return new Verdict.CutOff<>(((FoundJson.CutOff) json).text());
  }

  private Verdict<T> read(JsonNode value) {
    try {
      return new Verdict.Accepted<>(reader.read(value));
    } catch (ReplyComplaintException e) {
      return new Verdict.Refused<>(String.valueOf(e.getMessage()));
    }
  }
}
