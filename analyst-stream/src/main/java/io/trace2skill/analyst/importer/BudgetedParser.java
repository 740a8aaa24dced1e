// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.importer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Stops in time when a value is larger than what may be held in memory; can then pass over it. */
final class BudgetedParser extends JsonParserDelegate {

  private long limit = Long.MAX_VALUE;

  BudgetedParser(JsonParser parser) {
    super(parser);
  }

  /** Lets as many characters pass from the current token on. */
  void allow(int chars) {
    limit = delegate.currentTokenLocation().getCharOffset() + chars;
  }

  /** Lets everything pass. */
  void allowAll() {
    limit = Long.MAX_VALUE;
  }

  int depth() {
    return delegate.getParsingContext().getNestingDepth();
  }

  /** Passes over everything that is nested deeper, however much it is. */
  void leaveTo(int depth) throws IOException {
    while (depth() > depth && delegate.nextToken() != null) {
      // Nothing is kept of it.
    }
  }

  @Override
  public JsonToken nextToken() throws IOException {
    JsonToken token = delegate.nextToken();
    if (delegate.currentLocation().getCharOffset() > limit) {
      throw new ExceededException();
    }
    return token;
  }

  /** The value is larger than allowed. */
  static final class ExceededException extends IOException {

    private static final long serialVersionUID = 1L;

    ExceededException() {
      super("larger than allowed");
    }
  }
}
