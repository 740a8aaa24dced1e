// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.llm.Usage;
import io.trace2skill.merge.llm.ContentScreen.Judgement;
import io.trace2skill.merge.llm.MergeReply.Drop;
import io.trace2skill.merge.llm.MergeReply.Merge;
import io.trace2skill.skill.markdown.Links;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.merge.DropReason;
import io.trace2skill.skill.merge.DroppedEdit;
import io.trace2skill.skill.merge.SourcedEdit;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Turns what a model says about one question into edits. The model proposes, this decides: every
 * edit of the question ends up in one edit or one drop, whatever the reply says.
 *
 * <ul>
 *   <li>An edit that the reply does not name stays as it is; of two merges that name it, the first
 *       counts; ids that do not exist are passed over.
 *   <li>The merged edit takes the place of the first one that it names. A text that is badly made
 *       is replaced by the best supported wording; with one that does not come from the given texts
 *       the merge is refused.
 *   <li>A reference file and its links stay together: a merge that would lose a link is refused,
 *       and a creation, or a link to a reference file, is never dropped.
 *   <li>A drop stands when an edit of the question goes on that as many trajectories support.
 * </ul>
 */
final class Ruling {

  private static final Collector<CharSequence, ?, String> LINES = Collectors.joining("\n");

  private final ContentScreen screen = new ContentScreen();
  private final int maxWordings;

  /**
   * @param maxWordings most wordings that a merged edit remembers
   */
  Ruling(int maxWordings) {
    this.maxWordings = maxWordings;
  }

  /**
   * Rules on one question.
   *
   * @param named its edits by their ids, the best supported first
   */
  Verdict on(Map<String, SourcedEdit> named, MergeReply reply) {
    Map<String, SourcedEdit> left = new LinkedHashMap<>(named);
    List<SourcedEdit> kept = new ArrayList<>();
    for (Merge merge : reply.merges()) {
      List<SourcedEdit> cited = take(merge.from(), left);
      if (!cited.isEmpty()) {
        kept.addAll(merged(cited, merge.content()));
      }
    }
    Map<String, Drop> wanted = new LinkedHashMap<>();
    reply.drops().forEach(drop -> wanted.putIfAbsent(drop.id(), drop));
    List<DroppedEdit> dropped = new ArrayList<>();
    left.forEach(
        (id, edit) -> {
          if (!wanted.containsKey(id)) {
            kept.add(edit);
          }
        });
    int strongest = kept.stream().mapToInt(Ruling::support).max().orElse(0);
    left.forEach(
        (id, edit) -> {
          Optional<Drop> drop = Optional.ofNullable(wanted.get(id));
          if (drop.isPresent() && support(edit) <= strongest && !isHalfOfAPair(edit.edit())) {
            dropped.add(new DroppedEdit(edit, DropReason.ENGINE, reason(drop.get())));
          } else if (drop.isPresent()) {
            kept.add(edit);
          }
        });
    return new Verdict(kept, dropped, Usage.NONE, 0);
  }

  private static List<SourcedEdit> take(List<String> ids, Map<String, SourcedEdit> left) {
    return ids.stream().flatMap(id -> Optional.ofNullable(left.remove(id)).stream()).toList();
  }

  private List<SourcedEdit> merged(List<SourcedEdit> cited, Optional<String> content) {
    List<String> given = cited.stream().map(edit -> text(edit.edit())).toList();
    Edit place = cited.get(0).edit();
    String text = content.map(said -> withHeading(place, said)).orElse(given.get(0));
    Judgement judgement = given.contains(text) ? Judgement.SOUND : screen.judge(text, given);
    if (judgement == Judgement.MALFORMED) {
      text = withHeading(place, text(bestSupported(cited).edit()));
    }
    if (judgement == Judgement.FOREIGN || !mentions(text).containsAll(mentions(given))) {
      return cited;
    }
    return cited.size() == 1 && text.equals(given.get(0))
        ? cited
        : List.of(Wordings.unite(place.withContent(text), cited, maxWordings));
  }

  /** A section that is added keeps its heading, which models leave out or reword. */
  private static String withHeading(Edit place, String said) {
    String text = said.strip();
    if (place.op() != EditOp.ADD_SECTION || text.isEmpty()) {
      return text;
    }
    String body = text.startsWith("#") ? text.lines().skip(1).collect(LINES).strip() : text;
    return text(place).strip().lines().findFirst().orElse("") + "\n\n" + body;
  }

  private static SourcedEdit bestSupported(List<SourcedEdit> edits) {
    SourcedEdit best = edits.get(0);
    for (SourcedEdit edit : edits) {
      best = support(edit) > support(best) ? edit : best;
    }
    return best;
  }

  private static boolean isHalfOfAPair(Edit edit) {
    return edit.op() == EditOp.CREATE || !mentions(text(edit)).isEmpty();
  }

  private static Set<String> mentions(List<String> texts) {
    return texts.stream().flatMap(t -> mentions(t).stream()).collect(Collectors.toSet());
  }

  private static Set<String> mentions(String text) {
    return Links.mentions(MarkdownDocument.fragment(text));
  }

  private static int support(SourcedEdit edit) {
    return edit.support().size();
  }

  private static String text(Edit edit) {
    return edit.content().orElse("");
  }

  private static String reason(Drop drop) {
    String reason = Reason.of(drop.reason());
    return reason.isEmpty() ? "the model left it out without a reason" : reason;
  }
}
