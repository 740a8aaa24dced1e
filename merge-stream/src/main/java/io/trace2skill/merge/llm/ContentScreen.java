// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.merge.llm;

import io.trace2skill.skill.UntrustedText;
import io.trace2skill.skill.markdown.Link;
import io.trace2skill.skill.markdown.Links;
import io.trace2skill.skill.markdown.MarkdownDocument;
import io.trace2skill.skill.markdown.VerbatimBlock;
import io.trace2skill.skill.merge.LexicalSimilarity;
import io.trace2skill.skill.merge.Similarity;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Judges a text that a model wrote in the place of others: whether it comes from them and from
 * nowhere else. Pure.
 */
final class ContentScreen {

  /** What may come in beside the given texts: words that join them. */
  private static final int SLACK_CHARS = 120;

  /** Below it the text is about something else. */
  private static final double LEAST_LIKENESS = 0.3;

  private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s)>\\]\"'`]+");

  private final Similarity topics = LexicalSimilarity.ofTopics();

  /** What to do with a text. */
  enum Judgement {
    /** It can be used. */
    SOUND,
    /** It is badly made; what it says about sameness may still hold. */
    MALFORMED,
    /** It is not made of the given texts, and nothing that comes with it is to be trusted. */
    FOREIGN
  }

  /**
   * Judges the text.
   *
   * @param given the texts that it shall stand for; not empty
   */
  Judgement judge(String text, List<String> given) {
    if (text.isBlank()) {
      return Judgement.MALFORMED;
    }
    if (UntrustedText.problem(text).isPresent() || bringsIn(text, given)) {
      return Judgement.FOREIGN;
    }
    String all = String.join("\n", given);
    if (text.length() > all.length() + SLACK_CHARS || isBroken(text, given)) {
      return Judgement.MALFORMED;
    }
    return topics.between(text, all) < LEAST_LIKENESS ? Judgement.FOREIGN : Judgement.SOUND;
  }

  /** Returns whether the text leads to somewhere where the given ones do not. */
  private static boolean bringsIn(String text, List<String> given) {
    Set<String> known =
        given.stream().flatMap(t -> targets(t).stream()).collect(Collectors.toSet());
    return !known.containsAll(targets(text));
  }

  private static Collection<String> targets(String text) {
    MarkdownDocument document = MarkdownDocument.fragment(text);
    Set<String> targets = new TreeSet<>(Links.mentions(document));
    Links.of(document).stream().map(Link::destination).forEach(targets::add);
    Matcher address = ADDRESS.matcher(text);
    while (address.find()) {
      targets.add(address.group());
    }
    return targets;
  }

  /** An open block swallows what follows, and a heading of its own tears its section apart. */
  private static boolean isBroken(String text, List<String> given) {
    MarkdownDocument document = MarkdownDocument.fragment(text);
    long headings =
        given.stream()
            .mapToLong(t -> MarkdownDocument.fragment(t).sections().size())
            .max()
            .orElse(0);
    return !document.verbatimBlocks().stream().allMatch(VerbatimBlock::closed)
        || document.sections().size() > headings;
  }
}
