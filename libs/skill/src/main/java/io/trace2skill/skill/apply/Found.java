// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.apply;

import io.trace2skill.skill.markdown.SectionMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a place was found, and what to say about it.
 *
 * @param how the weakest of the ways that led there
 * @param note for a person; may be empty
 */
record Found(AnchorMatch how, String note) {

  static Found of(SectionMatch match) {
    return new Found(howOf(match), firstOf(match.candidates(), "sections of that name"));
  }

  static Found of(Anchor anchor, Optional<SectionMatch> within) {
    List<String> notes = new ArrayList<>();
    AnchorMatch how = anchor.how();
    if (within.isPresent() && howOf(within.get()).compareTo(how) > 0) {
      how = howOf(within.get());
    }
    within.ifPresent(match -> notes.add(firstOf(match.candidates(), "sections of that name")));
    notes.add(firstOf(anchor.candidates(), "places with that text"));
    if (anchor.how() == AnchorMatch.FUZZY) {
      notes.add(String.format(Locale.ROOT, "similarity %.2f", anchor.similarity()));
    }
    notes.removeIf(String::isEmpty);
    return new Found(how, String.join("; ", notes));
  }

  Found and(String further) {
    return new Found(how, note.isEmpty() ? further : note + "; " + further);
  }

  private static AnchorMatch howOf(SectionMatch match) {
    return match.exact() ? AnchorMatch.EXACT : AnchorMatch.WHITESPACE;
  }

  private static String firstOf(int candidates, String what) {
    return candidates > 1 ? "first of " + candidates + " " + what : "";
  }
}
