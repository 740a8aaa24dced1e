// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares JSON by value: the order of keys is free, 1 equals 1.0, other numbers are compared with
 * a tolerance. Says where two values differ, by JSON pointer, and nothing of what the reference
 * holds there, not even the names of fields that are missing.
 */
final class JsonComparison {

  enum Arrays {
    ORDERED,
    UNORDERED
  }

  enum Extra {
    FORBID,
    ALLOW
  }

  /** Pairing unordered elements takes time with the square of their number. */
  private static final int MAX_UNORDERED = 1_000;

  private static final int MAX_STEPS = 20_000_000;

  private final Tolerance tolerance;
  private final Arrays arrays;

  JsonComparison(Tolerance tolerance, Arrays arrays) {
    this.tolerance = tolerance;
    this.arrays = arrays;
  }

  boolean equal(JsonNode reference, JsonNode candidate) {
    return differences(reference, candidate, Extra.FORBID).isEmpty();
  }

  /** Returns where they differ; {@code extra} is for fields of the outermost object. */
  List<String> differences(JsonNode reference, JsonNode candidate, Extra extra) {
    Run run = new Run();
    run.compare("", reference, candidate, extra);
    return run.found;
  }

  private boolean sameScalar(JsonNode reference, JsonNode candidate) {
    if (!reference.isNumber()) {
      return reference.equals(candidate);
    }
    boolean whole = reference.isIntegralNumber() && candidate.isIntegralNumber();
    return (whole && reference.bigIntegerValue().equals(candidate.bigIntegerValue()))
        || tolerance.close(reference.doubleValue(), candidate.doubleValue());
  }

  /** One comparison: what it found, and how much it has done. */
  private final class Run {
    private final List<String> found = new ArrayList<>();
    private int steps;

    void compare(String at, JsonNode reference, JsonNode candidate, Extra extra) {
      if (++steps > MAX_STEPS) {
        found.add("the values are too large to be compared unordered");
      } else if (reference.isObject() && candidate.isObject()) {
        compareObjects(at, reference, candidate, extra);
      } else if (reference.isArray() && candidate.isArray()) {
        compareArrays(at, reference, candidate);
      } else if (reference.getNodeType() != candidate.getNodeType()) {
        found.add(place(at) + " has another type than the reference");
      } else if (!sameScalar(reference, candidate)) {
        found.add(place(at) + " differs");
      }
    }

    private void compareObjects(String at, JsonNode reference, JsonNode candidate, Extra extra) {
      int missing = 0;
      for (Map.Entry<String, JsonNode> field : reference.properties()) {
        JsonNode value = candidate.get(field.getKey());
        if (value == null) {
          missing++;
        } else {
          compare(at + "/" + escaped(field.getKey()), field.getValue(), value, Extra.FORBID);
        }
      }
      if (missing > 0) {
        found.add(place(at) + " lacks " + missing + (missing == 1 ? " field" : " fields"));
      }
      if (extra == Extra.FORBID) {
        candidate.fieldNames().forEachRemaining(name -> checkKnown(at, name, reference));
      }
    }

    private void checkKnown(String at, String name, JsonNode reference) {
      if (!reference.has(name)) {
        found.add(place(at + "/" + escaped(name)) + " is not in the reference");
      }
    }

    private void compareArrays(String at, JsonNode reference, JsonNode candidate) {
      if (reference.size() != candidate.size()) {
        boolean fewer = candidate.size() < reference.size();
        found.add(place(at) + " has too " + (fewer ? "few" : "many") + " elements");
      } else if (arrays == Arrays.ORDERED) {
        for (int i = 0; i < reference.size(); i++) {
          compare(at + "/" + i, reference.get(i), candidate.get(i), Extra.FORBID);
        }
      } else if (reference.size() > MAX_UNORDERED) {
        found.add(place(at) + " has too many elements to be compared unordered");
      } else {
        pair(at, reference, candidate);
      }
    }

    private void pair(String at, JsonNode reference, JsonNode candidate) {
      int size = reference.size();
      int[] pairs = Pairing.of(size, size, (w, g) -> same(reference.get(w), candidate.get(g)));
      for (int g = 0; g < size; g++) {
        if (pairs[g] < 0) {
          found.add(place(at + "/" + g) + " has no equal in the reference");
        }
      }
    }

    private boolean same(JsonNode reference, JsonNode candidate) {
      int before = found.size();
      compare("", reference, candidate, Extra.FORBID);
      boolean same = found.size() == before;
      found.subList(before, found.size()).clear();
      return same;
    }
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static String place(String at) {
    return at.isEmpty() ? "the value" : at;
  }
}
