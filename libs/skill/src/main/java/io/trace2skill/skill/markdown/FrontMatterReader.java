// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.skill.markdown;

import io.trace2skill.skill.markdown.FrontMatterFields.Fields;
import io.trace2skill.skill.markdown.FrontMatterFields.Malformed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads front matter that may come from anywhere: bounded in size, depth and aliases. */
final class FrontMatterReader {

  private static final int MAX_CHARACTERS = 65_536;

  /** The library composes nested values by recursion; a skill needs two levels. */
  private static final int MAX_DEPTH = 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setLabel("front matter")
          .setAllowDuplicateKeys(false)
          .setAllowNonScalarKeys(false)
          .setMaxAliasesForCollections(10)
          .setCodePointLimit(MAX_CHARACTERS)
          .build();

  private FrontMatterReader() {}

  static FrontMatterFields read(String yaml) {
    try {
      if (depth(yaml) > MAX_DEPTH) {
        return new Malformed(2, "values are nested deeper than " + MAX_DEPTH + " levels");
      }
      return fields(new Load(SETTINGS).loadFromString(yaml));
    } catch (MarkedYamlEngineException e) {
      // The first line of the YAML is line 2 of the file, and marks count from 0.
      int line = e.getProblemMark().map(mark -> mark.getLine() + 2).orElse(2);
      return new Malformed(line, "not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      return new Malformed(2, "not YAML: " + e.getMessage());
    }
  }

  private static int depth(String yaml) {
    int depth = 0;
    int deepest = 0;
    for (Event event : new Parse(SETTINGS).parseString(yaml)) {
      if (event instanceof CollectionStartEvent) {
        deepest = Math.max(deepest, ++depth);
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
    return deepest;
  }

  private static FrontMatterFields fields(@Nullable Object loaded) {
    if (!(loaded instanceof Map<?, ?> map)) {
      return new Malformed(2, "front matter must be lines of 'key: value'");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      values.put(String.valueOf(entry.getKey()), value == null ? Fields.NOTHING : value);
    }
    return new Fields(values);
  }
}
