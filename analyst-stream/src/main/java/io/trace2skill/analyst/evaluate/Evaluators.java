// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.trace2skill.analyst.evaluate.workbook.WorkbookFile;
import io.trace2skill.avro.ArtifactRole;
import io.trace2skill.avro.Trajectory;
import java.util.List;
import java.util.Optional;

/** Chooses the evaluator for a trajectory. */
public final class Evaluators {

  private Evaluators() {}

  /**
   * Returns the evaluator that the label {@code evaluator} of the trajectory names, or else the one
   * that fits the reference it carries; labels {@code evaluator.*} set it.
   *
   * @return empty when the trajectory carries no reference, and so nothing to judge by
   * @throws EvaluatorException when a label has a bad value, or when the reference that the labels
   *     ask for is missing or unreadable
   */
  public static Optional<Evaluator> of(Trajectory trajectory) {
    Options options = Options.of(trajectory.getLabels());
    Optional<EvaluatorKind> named = options.kind();
    Optional<EvaluatorKind> kind = named.isPresent() ? named : fitting(trajectory);
    return kind.map(k -> make(k, trajectory, options));
  }

  private static Optional<EvaluatorKind> fitting(Trajectory trajectory) {
    if (!WorkbookArtifacts.in(trajectory, ArtifactRole.REFERENCE).isEmpty()) {
      return Optional.of(EvaluatorKind.SPREADSHEET);
    }
    if (expectsActions(trajectory)) {
      return Optional.of(EvaluatorKind.TOOL_CALLS);
    }
    return Optional.ofNullable(trajectory.getReferenceAnswer()).map(Evaluators::fitting);
  }

  private static EvaluatorKind fitting(String reference) {
    if (JsonText.parse(reference).filter(JsonNode::isContainerNode).isPresent()) {
      return EvaluatorKind.JSON;
    }
    return NumericEvaluator.suits(reference) ? EvaluatorKind.NUMERIC : EvaluatorKind.TEXT;
  }

  private static boolean expectsActions(Trajectory trajectory) {
    return trajectory.getActionsAreExpected() || !trajectory.getExpectedActions().isEmpty();
  }

  private static Evaluator make(EvaluatorKind kind, Trajectory trajectory, Options options) {
    return switch (kind) {
      case TEXT -> new TextEvaluator(reference(kind, trajectory), options);
      case NUMERIC -> new NumericEvaluator(reference(kind, trajectory), options);
      case JSON -> new JsonEvaluator(reference(kind, trajectory), options);
      case ANLS -> new AnlsEvaluator(reference(kind, trajectory), options);
      case TOOL_CALLS -> toolCalls(trajectory, options);
      case SPREADSHEET -> spreadsheet(trajectory, options);
    };
  }

  private static Evaluator toolCalls(Trajectory trajectory, Options options) {
    if (!expectsActions(trajectory)) {
      throw new EvaluatorException(
          "The evaluator is tool-calls, but the trajectory has no expectedActions");
    }
    return new ToolCallEvaluator(trajectory.getExpectedActions(), options);
  }

  private static Evaluator spreadsheet(Trajectory trajectory, Options options) {
    List<WorkbookFile> references = WorkbookArtifacts.in(trajectory, ArtifactRole.REFERENCE);
    if (references.size() != 1) {
      throw new EvaluatorException(
          "The evaluator is spreadsheet, but the trajectory has "
              + (references.isEmpty() ? "no" : "more than one")
              + " reference artifact that is a workbook with its data");
    }
    List<WorkbookFile> inputs = WorkbookArtifacts.in(trajectory, ArtifactRole.INPUT);
    return new SpreadsheetEvaluator(references.get(0), inputs, options);
  }

  private static String reference(EvaluatorKind kind, Trajectory trajectory) {
    String reference = trajectory.getReferenceAnswer();
    if (reference == null) {
      throw new EvaluatorException(
          "The evaluator is " + kind + ", but the trajectory has no referenceAnswer");
    }
    return reference;
  }
}
