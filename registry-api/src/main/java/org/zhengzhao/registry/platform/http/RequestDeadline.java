package org.zhengzhao.registry.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long one request of a connection may take to arrive: its headers (and the TLS handshake before the first) as a whole, its body the
 * longer the more of it has come. A connection that is later is closed, without an answer: whoever means well is not that slow. How
 * long the answer takes does not count. On the connection's event loop, like all that it calls.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {
    static final Duration HEADERS = Duration.ofSeconds(15);
    static final Duration BODY = Duration.ofSeconds(20);
    /** Octets of a body for which it is given one second more. */
    static final int LEAST_PER_SECOND = 8 * 1024;

    private boolean watched;
    private boolean arriving;
    private boolean inBody;
    private long began;
    private long received;
    private @Nullable Future<?> timer;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!watched) {
            watch(context);
        }
        if (!arriving) {
            arriving = true;
            inBody = false;
            begin(context, HEADERS);
        }
        if (message instanceof ByteBuf octets) {
            received += octets.readableBytes();
        }
        context.fireChannelRead(message);
    }

    /** The decoder is there as soon as the connection speaks HTTP: after the handshake, where there is one. */
    private void watch(ChannelHandlerContext context) {
        ChannelHandlerContext decoder = context.pipeline().context(HttpRequestDecoder.class);
        if (decoder != null) {
            context.pipeline().addAfter(decoder.name(), "request-watch", new Watch(context));
            watched = true;
        }
    }

    private void begin(ChannelHandlerContext context, Duration allowed) {
        stop();
        began = System.nanoTime();
        received = 0;
        schedule(context, allowed.toNanos());
    }

    private void schedule(ChannelHandlerContext context, long nanoseconds) {
        timer = context.executor().schedule(() -> look(context), nanoseconds, TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        if (!arriving) {
            return;
        }
        long allowed =
                inBody ? BODY.toNanos() + TimeUnit.SECONDS.toNanos(received / LEAST_PER_SECOND) : HEADERS.toNanos();
        long left = allowed - (System.nanoTime() - began);
        if (left <= 0) {
            var _ = context.close();
        } else {
            schedule(context, left);
        }
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        arriving = false;
        stop();
        context.fireChannelInactive();
    }

    /** Behind the decoder: sees where a request's headers end, and where its body does. */
    private final class Watch extends ChannelInboundHandlerAdapter {
        private final ChannelHandlerContext connection;

        Watch(ChannelHandlerContext connection) {
            this.connection = connection;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                arriving = true;
                inBody = true;
                begin(connection, BODY);
            }
            if (message instanceof LastHttpContent) {
                arriving = false;
                stop();
            }
            context.fireChannelRead(message);
        }
    }
}
