// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.llm.Usage;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.SourcedEdit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of the edits of some questions.
 *
 * @param kept edits that go on, as they were or merged
 * @param dropped edits that were left out
 * @param usage of the calls that it took
 * @param fallbacks requests that the model did not answer usably, whose edits go on as they were
 */
record Verdict(List<SourcedEdit> kept, List<DroppedEdit> dropped, Usage usage, int fallbacks) {

  static final Verdict NONE = new Verdict(List.of(), List.of(), Usage.NONE, 0);

  Verdict {
    kept = List.copyOf(kept);
    dropped = List.copyOf(dropped);
  }

  /** Returns that all edits of the questions go on as they were, because the model was no help. */
  static Verdict fallback(List<Question> questions, Usage usage) {
    return new Verdict(
        questions.stream().flatMap(question -> question.edits().stream()).toList(),
        List.of(),
        usage,
        1);
  }

  Verdict plus(Verdict more) {
    return new Verdict(
        Stream.concat(kept.stream(), more.kept.stream()).toList(),
        Stream.concat(dropped.stream(), more.dropped.stream()).toList(),
        usage.plus(more.usage),
        fallbacks + more.fallbacks);
  }

  Verdict plus(Usage more) {
    return new Verdict(kept, dropped, usage.plus(more), fallbacks);
  }
}
