// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.apply.LineChange.Kind;
import io.trace2skill.skill.apply.Placement.Placed;
import io.trace2skill.skill.markdown.HeadingText;
import io.trace2skill.skill.patch.Edit;
import io.trace2skill.skill.patch.EditOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The sections that a patch adds to one file. Two edits that add the same one make one section, and
 * text can be appended to a section that the same patch adds.
 */
final class NewSections {

  private static final String JOINED = "goes into a section that another edit adds";

  /** A new section by the edit of highest precedence that adds it. */
  private record Head(int rank, HeadingText heading, int at) {
    boolean is(HeadingText other) {
      boolean level = other.level() == 0 || other.level() == heading.level();
      return level && other.normalised().equals(heading.normalised());
    }
  }

  /** A placement within a new section. */
  record Joined(int section, Placement placement) {}

  private final List<Head> heads = new ArrayList<>();

  /** Registers an edit that adds a section; to be called in the order of precedence. */
  void register(int rank, Edit edit, Placement placement) {
    if (edit.op() == EditOp.ADD_SECTION
        && placement instanceof Placed placed
        && placed.change().kind() == Kind.SECTION) {
      HeadingText heading = HeadingText.of(placed.change().lines().get(0));
      int at = placed.change().from();
      boolean known = heads.stream().anyMatch(head -> head.is(heading) && sameParent(head, at));
      if (!known) {
        heads.add(new Head(rank, heading, at));
      }
    }
  }

  /** Headings of level 1 and 2 are unique in a file; deeper ones may repeat elsewhere. */
  private static boolean sameParent(Head head, int at) {
    return head.heading().level() <= 2 || head.at() == at;
  }

  /** Returns the placement into a new section, for an edit that belongs into one of another's. */
  Optional<Joined> join(int rank, Edit edit, Placement placement) {
    return switch (edit.op()) {
      case ADD_SECTION -> joinTwin(rank, edit, placement);
      case APPEND_TO_SECTION -> joinByName(edit, placement);
      default -> Optional.empty();
    };
  }

  private Optional<Joined> joinTwin(int rank, Edit edit, Placement placement) {
    if (!(placement instanceof Placed placed) || placed.change().kind() != Kind.SECTION) {
      return Optional.empty();
    }
    ContentBlock block = ContentBlock.of(edit.content());
    HeadingText heading = block.heading().orElseThrow();
    return heads.stream()
        .filter(head -> head.is(heading) && sameParent(head, placed.change().from()))
        .filter(head -> head.rank() != rank)
        .findFirst()
        .map(head -> join(head, block.body()));
  }

  private Optional<Joined> joinByName(Edit edit, Placement placement) {
    boolean missing =
        placement instanceof Placement.Refused refused
            && refused.reason() == NotAppliedReason.UNPLACED;
    if (!missing) {
      return Optional.empty();
    }
    HeadingText wanted = HeadingText.of(edit.targetSection().orElse(""));
    ContentBlock block = ContentBlock.of(edit.content());
    boolean repeats =
        block.heading().filter(h -> h.normalised().equals(wanted.normalised())).isPresent();
    return heads.stream()
        .filter(head -> head.is(wanted))
        .findFirst()
        .map(head -> join(head, repeats ? block.body() : block));
  }

  private static Joined join(Head head, ContentBlock block) {
    if (block.isEmpty()) {
      return new Joined(head.rank(), Refusals.alreadyThere());
    }
    LineChange change = LineChange.insertion(Kind.SECTION, head.at(), block, 0, 0);
    return new Joined(head.rank(), new Placed(change, AnchorMatch.EXACT, JOINED));
  }
}
