// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** Says where two schemas cannot read each other's records. */
final class SchemaDifference {

  private SchemaDifference() {}

  /** Returns the places, for a person, or that there are none. */
  static String between(Schema latest, Schema proposed) {
    List<String> places =
        Stream.concat(
                places("the new schema cannot read old records", proposed, latest),
                places("the old schema cannot read new records", latest, proposed))
            .toList();
    return places.isEmpty()
        ? "Avro finds both able to read each other; the registry's rule is stricter"
        : String.join("; ", places);
  }

  private static Stream<String> places(String verdict, Schema reader, Schema writer) {
    List<Incompatibility> found =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities();
    return found.isEmpty()
        ? Stream.empty()
        : Stream.of(
            verdict
                + ": "
                + found.stream()
                    .map(
                        at ->
                            "%s at %s (%s)"
                                .formatted(at.getType(), at.getLocation(), at.getMessage()))
                    .collect(Collectors.joining(", ")));
  }
}
