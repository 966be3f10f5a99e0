package org.zhengzhao.signing.timestamp;

import java.io.IOException;
import org.zhengzhao.schema.bytes.Bytes;

/** Carries a request to a timestamp authority and its answer back: the network, which this library does not have. */
@FunctionalInterface
public interface TimestampTransport {
    /**
     * The octets of the response, at most {@link TimestampResponse#MAX_OCTETS}.
     *
     * @throws IOException if there was no answer; the message is shown to operators
     */
    Bytes exchange(Bytes request) throws IOException;
}
