// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.cli.replay;

import io.trace2skill.schemas.SchemaRegistry;
import io.trace2skill.schemas.SubjectNaming;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The registry as an evolution sees it: its records evolve with those of the live topics, under
 * their subjects, so that no subject is left when the evolution is discarded.
 */
final class SharedSubjects implements SchemaRegistry {

  private final SchemaRegistry live;
  private final EvolutionNames names;

  SharedSubjects(SchemaRegistry live, EvolutionNames names) {
    this.live = live;
    this.names = names;
  }

  @Override
  public SubjectNaming naming() {
    return live.naming();
  }

  @Override
  public int register(String subject, Schema schema) {
    return live.register(shared(subject), schema);
  }

  @Override
  public Schema byId(int id) {
    return live.byId(id);
  }

  @Override
  public Optional<String> conflict(String subject, Schema schema) {
    return live.conflict(shared(subject), schema);
  }

  private String shared(String subject) {
    return subject.startsWith(names.prefix())
        ? names.live().prefix() + subject.substring(names.prefix().length())
        : subject;
  }
}
