// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.llm.http;

import io.trace2skill.llm.ChatRequest;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request. It is written on the thread that sends it, not on the caller's, and with
 * its length known: several servers do not take chunks.
 */
final class JsonBody extends RequestBody {

  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final ChatRequest request;
  private final StructuredOutput way;
  private final RequestWriter writer;
  private @Nullable Buffer bytes;
  private volatile boolean sent;

  JsonBody(ChatRequest request, StructuredOutput way, RequestWriter writer) {
    this.request = request;
    this.way = way;
    this.writer = writer;
  }

  /** Returns whether the endpoint may have seen something of it. */
  boolean sent() {
    return sent;
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() throws IOException {
    return bytes().size();
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sent = true;
    bytes().copyTo(sink.getBuffer(), 0, bytes().size());
    sink.emitCompleteSegments();
  }

  private Buffer bytes() throws IOException {
    Buffer written = bytes;
    if (written == null) {
      written = new Buffer();
      writer.write(request, way, written.outputStream());
      bytes = written;
    }
    return written;
  }
}
