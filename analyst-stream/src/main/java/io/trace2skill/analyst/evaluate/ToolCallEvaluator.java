// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import io.trace2skill.avro.ExpectedAction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares tool calls with the expected ones: each expected call is made once, with the same name
 * and arguments of the same value.
 */
final class ToolCallEvaluator implements Evaluator {

  enum Order {
    ANY,
    STRICT
  }

  private static final int MAX_CALLS = 1_000;

  private final List<Call> expected;
  private final JsonComparison comparison;
  private final Order order;
  private final JsonComparison.Extra extraCalls;
  private final JsonComparison.Extra extraArguments;

  ToolCallEvaluator(List<ExpectedAction> expected, Options options) {
    this.expected = expected.stream().map(ToolCallEvaluator::expected).toList();
    this.comparison =
        new JsonComparison(
            Tolerance.of(options), options.choice(Options.ARRAYS, JsonComparison.Arrays.values()));
    this.order = options.choice(Options.ORDER, Order.values());
    this.extraCalls = options.choice(Options.EXTRA_CALLS, JsonComparison.Extra.values());
    this.extraArguments = options.choice(Options.EXTRA_ARGUMENTS, JsonComparison.Extra.values());
    if (expected.size() > MAX_CALLS) {
      throw new EvaluatorException("More than " + MAX_CALLS + " calls are expected");
    }
  }

  private static Call expected(ExpectedAction action) {
    return Call.of(action.getName(), action.getArguments())
        .orElseThrow(
            () ->
                new EvaluatorException(
                    "The arguments of an expected action are not a JSON object; correct"
                        + " expectedActions"));
  }

  @Override
  public String accepts() {
    return "tool calls, as a JSON array of {\"name\": …, \"arguments\": {…}}"
        + (order == Order.STRICT ? ", in the order in which they are made" : "");
  }

  @Override
  public Verdict evaluate(Candidate candidate) {
    if (candidate instanceof Candidate.Actions actions) {
      return judge(actions.actions());
    }
    return CandidateText.judge(
        candidate,
        text ->
            ActionsReader.read(text)
                .map(this::judge)
                .orElseGet(
                    () ->
                        Verdict.fail(
                            "The candidate is not a JSON array of objects with a name and"
                                + " arguments.")));
  }

  private Verdict judge(List<Candidate.Action> actions) {
    if (actions.size() > MAX_CALLS) {
      return Verdict.fail("The candidate has more than " + MAX_CALLS + " calls.");
    }
    List<Call> made = new ArrayList<>();
    for (Candidate.Action action : actions) {
      Optional<Call> call = Call.of(action.name(), action.argumentsJson());
      if (call.isEmpty()) {
        return Verdict.fail(
            place(made.size(), action.name()) + ": the arguments are not a JSON object.");
      }
      made.add(call.get());
    }
    int[] pairs = order == Order.STRICT ? inOrder(made) : anyOrder(made);
    return verdict(made, pairs);
  }

  private int[] anyOrder(List<Call> made) {
    return Pairing.of(expected.size(), made.size(), (e, m) -> same(expected.get(e), made.get(m)));
  }

  /** The earliest call that fits is always the best one to take. */
  private int[] inOrder(List<Call> made) {
    int[] pairs = new int[made.size()];
    int next = 0;
    for (int m = 0; m < pairs.length; m++) {
      boolean fits = next < expected.size() && same(expected.get(next), made.get(m));
      pairs[m] = fits ? next++ : -1;
    }
    return pairs;
  }

  private boolean same(Call wanted, Call made) {
    return wanted.name().equals(made.name()) && differences(wanted, made).isEmpty();
  }

  private List<String> differences(Call wanted, Call made) {
    return comparison.differences(wanted.arguments(), made.arguments(), extraArguments);
  }

  private Verdict verdict(List<Call> made, int[] pairs) {
    int found = (int) Arrays.stream(pairs).filter(pair -> pair >= 0).count();
    List<String> faults = new ArrayList<>();
    int missing = expected.size() - found;
    if (missing > 0) {
      faults.add(missing + " of the expected calls " + (missing == 1 ? "is" : "are") + " missing");
    }
    for (int m = 0; m < pairs.length; m++) {
      if (pairs[m] < 0 && (extraCalls == JsonComparison.Extra.FORBID || missing > 0)) {
        faults.add(place(m, made.get(m).name()) + " " + fault(made.get(m)));
      }
    }
    if (faults.isEmpty()) {
      return Verdict.pass();
    }
    double score = (double) found / Math.max(1, Math.max(expected.size(), made.size()));
    return Verdict.fail(score, Explanation.of("The calls differ from the expected ones", faults));
  }

  /** Says what is wrong with a call by the expected one of this tool that comes closest. */
  private String fault(Call made) {
    return expected.stream()
        .filter(call -> call.name().equals(made.name()))
        .map(call -> differences(call, made))
        .min(Comparator.comparingInt(List::size))
        .map(
            closest ->
                closest.isEmpty()
                    ? "is made once too often or out of order"
                    : Explanation.of("has wrong arguments", closest))
        .orElse("is not expected");
  }

  private static String place(int index, String name) {
    return "call " + (index + 1) + " (" + name + ")";
  }
}
