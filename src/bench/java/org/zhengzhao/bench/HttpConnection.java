package org.zhengzhao.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept HTTP/1.1 connection to the machine itself. Does the least a client can do, because its work is in the figures: it
 * shares the processors with the service.
 */
final class HttpConnection implements AutoCloseable {
    private static final int MAX_HEADER = 16 * 1024;
    private static final String CHUNKED = "\r\ntransfer-encoding: chunked\r\n";
    private static final String LENGTH = "\r\ncontent-length: ";

    /** The service closes connections that idle for a minute, and subjects wait for their turn. */
    private static final long IDLE_NANOS = 20_000_000_000L;

    private final int port;
    private Socket socket;
    private InputStream in;
    private long used;

    HttpConnection(int port) throws IOException {
        this.port = port;
        this.socket = connected(port);
        this.in = buffered(socket);
        this.used = System.nanoTime();
    }

    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static InputStream buffered(Socket socket) throws IOException {
        return new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    private void reconnectAfterIdling() throws IOException {
        long now = System.nanoTime();
        if (now - used > IDLE_NANOS) {
            socket.close();
            socket = connected(port);
            in = buffered(socket);
        }
        used = now;
    }

    /** An answer. */
    static final class Answer {
        private final int status;
        private final String header;
        private final byte[] body;

        private Answer(int status, String header, byte[] body) {
            this.status = status;
            this.header = header;
            this.body = body;
        }

        /** The body of an answer that has to have the status. */
        byte[] require(int expected) {
            if (status != expected) {
                throw new IllegalStateException("answered " + status + " instead of " + expected + ": "
                        + new String(body, StandardCharsets.UTF_8));
            }
            return body;
        }

        int status() {
            return status;
        }

        /** Of the body. */
        int length() {
            return body.length;
        }

        /** The value of a header that has to be there; the name in lower case. */
        String header(String name) {
            return header.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .map(line -> line.substring(name.length() + 2))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("an answer without " + name));
        }
    }

    Answer get(String path, String headers) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n", new byte[0]);
    }

    Answer post(String path, String headers, byte[] body) throws IOException {
        return send(
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: " + body.length
                        + "\r\n\r\n",
                body);
    }

    private Answer send(String head, byte[] body) throws IOException {
        reconnectAfterIdling();
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
        request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        request.writeTo(socket.getOutputStream());
        String header = header();
        byte[] answer = header.contains(CHUNKED) ? chunks() : octets(length(header));
        return new Answer(Integer.parseInt(header, 9, 12, 10), header, answer);
    }

    private static int length(String header) throws IOException {
        int at = header.indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("an answer without a length: " + header);
        }
        int from = at + LENGTH.length();
        return Integer.parseInt(header, from, header.indexOf('\r', from), 10);
    }

    private byte[] octets(int length) throws IOException {
        byte[] octets = in.readNBytes(length);
        if (octets.length < length) {
            throw new EOFException("the answer was cut off");
        }
        return octets;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int length = chunkLength(); length > 0; length = chunkLength()) {
            all.writeBytes(octets(length));
            octets(2); // end of line
        }
        octets(2); // no trailers
        return all.toByteArray();
    }

    private int chunkLength() throws IOException {
        StringBuilder digits = new StringBuilder();
        for (int octet = in.read(); octet != '\r'; octet = in.read()) {
            if (octet < 0 || digits.length() > 7) {
                throw new EOFException("no chunk");
            }
            digits.append((char) octet);
        }
        octets(1);
        return Integer.parseInt(digits.toString(), 16);
    }

    private String header() throws IOException {
        byte[] octets = new byte[MAX_HEADER];
        for (int i = 0; i < MAX_HEADER; i++) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("no answer");
            }
            octets[i] = (byte) octet;
            if (octet == '\n' && i >= 3 && octets[i - 1] == '\r' && octets[i - 2] == '\n') {
                return new String(octets, 0, i + 1, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            }
        }
        throw new IOException("the header of the answer does not end");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
