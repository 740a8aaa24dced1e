// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.fakemodel;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Chat completions over HTTP/1.1 on the loopback interface. Latency and faults depend on the seed,
 * the body of the request and how often it has come; the answers on the {@link ReplyMaker}. A
 * thousand requests in flight cost no threads. Thread-safe.
 */
public final class FakeModelServer implements AutoCloseable {

  private static final int THREADS = 2;
  private static final int MOST_BYTES = 64 << 20;
  private static final int BACKLOG = 1024;

  private final CallLog log = new CallLog();
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final MultiThreadIoEventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
  private final Channel listening;
  private volatile boolean down;

  private FakeModelServer(FakeModelSettings settings, ReplyMaker model) {
    ReplyPlanner planner = new ReplyPlanner(settings, model, log);
    ChannelInitializer<SocketChannel> connection =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            connections.add(channel);
            channel
                .pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MOST_BYTES))
                .addLast(new ConnectionHandler(log, planner, settings.expectedKey(), () -> down));
          }
        };
    this.listening =
        new ServerBootstrap()
            .group(threads)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(connection)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()))
            .syncUninterruptibly()
            .channel();
  }

  /** Starts a server. */
  public static FakeModelServer start(FakeModelSettings settings, ReplyMaker model) {
    return new FakeModelServer(settings, model);
  }

  /** Returns the address to give to a client, which ends in {@code /v1}. */
  public URI baseUrl() {
    InetSocketAddress address = (InetSocketAddress) listening.localAddress();
    return URI.create("http://127.0.0.1:" + address.getPort() + "/v1");
  }

  /** Returns what was asked so far. */
  public CallLog log() {
    return log;
  }

  /** Resets every connection, and every new one, until {@link #goUp}. */
  public void goDown() {
    down = true;
    connections.forEach(
        channel -> channel.pipeline().fireUserEventTriggered(ConnectionHandler.WENT_DOWN));
  }

  /** Answers again. */
  public void goUp() {
    down = false;
  }

  /** Ends every connection; requests in flight get no reply. */
  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    connections.close().awaitUninterruptibly();
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
