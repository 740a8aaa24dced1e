// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP with one client. Lives on the thread of its connection. A write that fails needs no
 * handling of its own: the connection is then inactive, which ends the exchange.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  /** Tells a connection that the server went down. */
  static final Object WENT_DOWN = new Object();

  private static final String JSON = "application/json";
  private static final String MODELS =
      "{\"object\":\"list\",\"data\":[{\"id\":\"fake\",\"object\":\"model\"}]}";

  private final CallLog log;
  private final ReplyPlanner planner;
  private final Optional<String> expectedKey;
  private final BooleanSupplier down;
  private @Nullable Exchange current;

  ConnectionHandler(
      CallLog log, ReplyPlanner planner, Optional<String> expectedKey, BooleanSupplier down) {
    this.log = log;
    this.planner = planner;
    this.expectedKey = expectedKey;
    this.down = down;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (down.getAsBoolean()) {
      reset(context);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    finish(0);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == WENT_DOWN) {
      reset(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    String path = request.uri();
    if (request.method().equals(HttpMethod.POST) && path.endsWith("/chat/completions")) {
      chat(context, request);
    } else if (request.method().equals(HttpMethod.GET) && path.endsWith("/models")) {
      context.writeAndFlush(response(HttpResponseStatus.OK, UTF_8.encode(MODELS)));
    } else {
      context.writeAndFlush(response(HttpResponseStatus.NOT_FOUND, ByteBuffer.allocate(0)));
    }
  }

  private void chat(ChannelHandlerContext context, FullHttpRequest request) {
    byte[] body = ByteBufUtil.getBytes(request.content());
    Exchange exchange = Exchange.begin(log, planner, body, authorization(request));
    current = exchange;
    exchange
        .reply()
        .gate()
        .whenComplete(
            (value, failure) -> context.executor().execute(() -> sendInTime(context, exchange)));
  }

  private void sendInTime(ChannelHandlerContext context, Exchange exchange) {
    Duration passed = Duration.between(exchange.arrived(), Instant.now());
    long left = exchange.reply().latency().minus(passed).toNanos();
    if (left <= 0) {
      send(context, exchange);
    } else {
      context.executor().schedule(() -> send(context, exchange), left, TimeUnit.NANOSECONDS);
    }
  }

  private void send(ChannelHandlerContext context, Exchange exchange) {
    if (current != exchange) {
      return;
    }
    PlannedReply reply = exchange.reply();
    if (reply.breaksOff()) {
      breakOff(context, reply);
      return;
    }
    HttpResponse response = response(HttpResponseStatus.valueOf(reply.status()), reply.body());
    reply
        .retryAfterSeconds()
        .ifPresent(seconds -> response.headers().set(HttpHeaderNames.RETRY_AFTER, seconds));
    finish(reply.status());
    context.writeAndFlush(response);
  }

  private void breakOff(ChannelHandlerContext context, PlannedReply reply) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set(HttpHeaderNames.CONTENT_TYPE, JSON);
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, reply.body().remaining());
    finish(reply.status());
    context.write(head);
    context
        .writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(firstHalf(reply.body()))))
        .addListener(
            (ChannelFutureListener)
                written -> {
                  if (reply.fault().filter(f -> f == FaultKind.RESET).isPresent()) {
                    reset(context);
                  } else {
                    context.close();
                  }
                });
  }

  private static ByteBuffer firstHalf(ByteBuffer body) {
    return body.duplicate().limit(body.limit() / 2);
  }

  private void finish(int status) {
    if (current != null) {
      current.finish(status);
      current = null;
    }
  }

  private Authorization authorization(HttpRequest request) {
    String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
    if (header == null) {
      return Authorization.ABSENT;
    }
    boolean expected = expectedKey.filter(key -> header.equals("Bearer " + key)).isPresent();
    return expected ? Authorization.EXPECTED : Authorization.OTHER;
  }

  private static HttpResponse response(HttpResponseStatus status, ByteBuffer body) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body.duplicate()));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, JSON);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.remaining());
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    return response;
  }

  /** Closing without lingering is what sends a reset instead of an end. */
  private static void reset(ChannelHandlerContext context) {
    if (context.channel().isOpen()) {
      context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      context.close();
    }
  }
}
