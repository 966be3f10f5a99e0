package org.zhengzhao.registry.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * An OpenID provider as far as the registry sees it: a discovery document and a key set, over HTTP on this machine. Its keys change when the
 * test says so. A whole one, Keycloak, is in the tests of the product.
 */
public final class TestProvider implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile String keys = "{\"keys\":[]}";
    private volatile String issuer;
    private volatile int status = 200;

    private TestProvider(HttpServer server) {
        this.server = server;
        this.issuer = address();
    }

    public static TestProvider start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TestProvider provider = new TestProvider(server);
            server.createContext("/", provider::answer);
            server.start();
            return provider;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Its issuer, unless it says that it is another. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/test";
    }

    /** How often somebody asked for its keys. */
    public int asked() {
        return asked.get();
    }

    public void publish(List<? extends JsonWebKey> published) {
        publish("{\"keys\":["
                + published.stream()
                        .map(key -> key.toJson(OutputControlLevel.PUBLIC_ONLY))
                        .collect(Collectors.joining(","))
                + "]}");
    }

    public void publish(String text) {
        keys = text;
    }

    public void claimToBe(String other) {
        issuer = other;
    }

    public void answerWith(int given) {
        status = given;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body;
        if (path.endsWith("/.well-known/openid-configuration")) {
            body = "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + address() + "/certs\"}";
        } else {
            asked.incrementAndGet();
            body = keys;
        }
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, octets.length);
            exchange.getResponseBody().write(octets);
        }
    }

    public static PublicJsonWebKey rsa(String keyId, int bits) {
        return named(made(() -> RsaJwkGenerator.generateJwk(bits)), keyId);
    }

    public static PublicJsonWebKey ec(String keyId) {
        return named(made(() -> EcJwkGenerator.generateJwk(EllipticCurves.P256)), keyId);
    }

    public static PublicJsonWebKey ed(String keyId) {
        return named(made(() -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519)), keyId);
    }

    private interface Making {
        PublicJsonWebKey make() throws JoseException;
    }

    private static PublicJsonWebKey made(Making making) {
        try {
            return making.make();
        } catch (JoseException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key, String keyId) {
        key.setKeyId(keyId);
        return key;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
