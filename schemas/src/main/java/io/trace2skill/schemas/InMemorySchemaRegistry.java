// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.schemas;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Ids are positions, from 1, in a list. Thread-safe by its lock. */
final class InMemorySchemaRegistry implements SchemaRegistry {

  private final List<Schema> schemas = new ArrayList<>();

  @Override
  public synchronized int register(String subject, Schema schema) {
    int known = schemas.indexOf(schema);
    if (known >= 0) {
      return known + 1;
    }
    schemas.add(schema);
    return schemas.size();
  }

  @Override
  public synchronized Schema byId(int id) {
    if (id < 1 || id > schemas.size()) {
      throw new SchemaRegistryException("no schema has the id " + id);
    }
    return schemas.get(id - 1);
  }
}
