package org.zhengzhao.registry.platform.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/** What makes two requests the same for an idempotency key: where they went, and every octet of the body. */
public final class RequestDigest {
    private RequestDigest() {}

    /**
     * @param target what the request is about; without line feeds
     */
    public static Bytes of(String target, byte[] body) {
        return Sha256.of(ByteBuffer.wrap((target + "\n").getBytes(StandardCharsets.UTF_8)), ByteBuffer.wrap(body));
    }
}
