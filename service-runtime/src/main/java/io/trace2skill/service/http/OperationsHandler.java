// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.service.http;

import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers {@code /live}, {@code /ready} and {@code /metrics}; others may answer the rest. */
final class OperationsHandler extends Handler.Abstract.NonBlocking {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Supplier<List<String>> missing;
  private final Metrics metrics;

  OperationsHandler(Supplier<List<String>> missing, Metrics metrics) {
    this.missing = missing;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Page page =
        switch (Request.getPathInContext(request)) {
          case "/live" -> new Page(HttpStatus.OK_200, TEXT, "live\n");
          case "/ready" -> ready();
          case "/metrics" -> new Page(HttpStatus.OK_200, PROMETHEUS, metrics.scrape());
          default -> null;
        };
    if (page == null) {
      return false;
    }
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    send(reads ? page : notAllowed(response), response, callback);
    return true;
  }

  private Page ready() {
    List<String> lacking = missing.get();
    return lacking.isEmpty()
        ? new Page(HttpStatus.OK_200, TEXT, "ready\n")
        : new Page(HttpStatus.SERVICE_UNAVAILABLE_503, TEXT, String.join("\n", lacking) + "\n");
  }

  private static Page notAllowed(Response response) {
    response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    return new Page(HttpStatus.METHOD_NOT_ALLOWED_405, TEXT, "only GET and HEAD\n");
  }

  private static void send(Page page, Response response, Callback callback) {
    response.setStatus(page.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, page.type());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, page.body(), callback);
  }

  private record Page(int status, String type, String body) {}
}
