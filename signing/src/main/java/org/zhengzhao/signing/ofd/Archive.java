package org.zhengzhao.signing.ofd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.ofd.MalformedOfdException.Reason;

/**
 * Reads a ZIP file out of memory by its directory, and refuses what readers understand differently: entries that overlap, leave
 * room between them or are described in two ways, encryption, several disks. Java's own reader needs a file, and forgives all that.
 */
final class Archive {
    static final int MAX_OCTETS = 64 * 1024 * 1024;
    private static final int MAX_ENTRIES = 10_000;
    private static final long MAX_INFLATED = 128L * 1024 * 1024;
    /** Octets that come of one deflated octet; drawings have 10 to 40. */
    private static final int MAX_DENSITY = 400;

    private static final int END = 0x06054b50;
    private static final int END_OCTETS = 22;
    private static final int DIRECTORY = 0x02014b50;
    private static final int DIRECTORY_OCTETS = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_OCTETS = 30;
    private static final int ENCRYPTED = 1;
    private static final int DESCRIPTOR_FOLLOWS = 8;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int LINK = 0xA000;
    private static final int TYPE_OF_FILE = 0xF000;

    private final ByteBuffer octets;
    private long inflated;

    /** A file, or a folder with a slash at the end of its name. */
    record Entry(String name, Bytes content) {}

    private record Header(String name, int flags, int method, long crc, long packed, long size, long offset) {}

    private Archive(Bytes file) {
        octets = ByteBuffer.wrap(file.toArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    static List<Entry> read(Bytes file) throws MalformedOfdException {
        if (file.length() > MAX_OCTETS) {
            throw new MalformedOfdException(Reason.TOO_LARGE, "file");
        }
        return new Archive(file).read();
    }

    private List<Entry> read() throws MalformedOfdException {
        int end = end();
        int count = unsigned16(end + 10);
        long size = unsigned32(end + 12);
        long start = unsigned32(end + 16);
        require(unsigned16(end + 4) == 0 && unsigned16(end + 6) == 0 && unsigned16(end + 8) == count, "disks");
        require(start + size == end, "directory");
        if (count > MAX_ENTRIES) {
            throw new MalformedOfdException(Reason.TOO_LARGE, "entries");
        }
        List<Header> headers = new ArrayList<>();
        long at = start;
        for (int i = 0; i < count; i++) {
            require(at + DIRECTORY_OCTETS <= end && octets.getInt((int) at) == DIRECTORY, "directory");
            headers.add(header((int) at, end));
            at += DIRECTORY_OCTETS + unsigned16((int) at + 28) + unsigned16((int) at + 30) + unsigned16((int) at + 32);
        }
        require(at == end, "directory");
        headers.sort(Comparator.comparingLong(Header::offset));
        List<Entry> entries = new ArrayList<>();
        long expected = 0;
        for (Header header : headers) {
            require(header.offset() == expected, "room between entries");
            long content = content(header, start);
            expected = content + header.packed() + descriptor(header, content + header.packed(), start);
            Bytes read = inflate(header, (int) content);
            require(read.length() == 0 || !header.name().endsWith("/"), "a folder with content");
            entries.add(new Entry(header.name(), read));
        }
        require(expected == start, "room before the directory");
        return entries;
    }

    /** The end of the directory stands at the end of the file, but for a comment. */
    private int end() throws MalformedOfdException {
        int last = octets.limit() - END_OCTETS;
        for (int at = last; at >= 0 && at >= last - MAX_COMMENT; at--) {
            if (octets.getInt(at) == END && at + END_OCTETS + unsigned16(at + 20) == octets.limit()) {
                return at;
            }
        }
        throw new MalformedOfdException(Reason.ARCHIVE, "no directory");
    }

    private Header header(int at, int end) throws MalformedOfdException {
        int nameLength = unsigned16(at + 28);
        require(at + DIRECTORY_OCTETS + nameLength <= end, "name");
        int type = unsigned16(at + 40) & TYPE_OF_FILE;
        require(type != LINK, "a link");
        Header header = new Header(
                name(at + DIRECTORY_OCTETS, nameLength),
                unsigned16(at + 8),
                unsigned16(at + 10),
                unsigned32(at + 16),
                unsigned32(at + 20),
                unsigned32(at + 24),
                unsigned32(at + 42));
        require((header.flags() & ENCRYPTED) == 0, "encrypted");
        require(header.method() == STORED || header.method() == DEFLATED, "method");
        return header;
    }

    private String name(int at, int length) throws MalformedOfdException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(octets.slice(at, length))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw new MalformedOfdException(Reason.PART_NAME, "not UTF-8");
        }
    }

    /** Where the content of an entry begins; what stands before it must say the same as the directory. */
    private long content(Header header, long start) throws MalformedOfdException {
        long at = header.offset();
        require(at + LOCAL_OCTETS <= start && octets.getInt((int) at) == LOCAL, "entry");
        int nameLength = unsigned16((int) at + 26);
        long content = at + LOCAL_OCTETS + nameLength + unsigned16((int) at + 28);
        require(content + header.packed() <= start, "entry beyond the directory");
        require(
                name((int) at + LOCAL_OCTETS, nameLength).equals(header.name())
                        && unsigned16((int) at + 6) == header.flags()
                        && unsigned16((int) at + 8) == header.method(),
                "entry and directory differ");
        boolean later = (header.flags() & DESCRIPTOR_FOLLOWS) != 0;
        require(
                agrees(unsigned32((int) at + 14), header.crc(), later)
                        && agrees(unsigned32((int) at + 18), header.packed(), later)
                        && agrees(unsigned32((int) at + 22), header.size(), later),
                "entry and directory differ");
        return content;
    }

    private static boolean agrees(long local, long directory, boolean later) {
        return local == directory || later && local == 0;
    }

    /** Octets of what follows an entry that was written before its size was known: perhaps a mark, then checksum and sizes. */
    private int descriptor(Header header, long at, long start) throws MalformedOfdException {
        if ((header.flags() & DESCRIPTOR_FOLLOWS) == 0) {
            return 0;
        }
        int mark = at + 16 <= start && octets.getInt((int) at) == 0x08074b50 ? 4 : 0;
        require(at + mark + 12 <= start, "descriptor");
        int from = (int) at + mark;
        require(
                unsigned32(from) == header.crc()
                        && unsigned32(from + 4) == header.packed()
                        && unsigned32(from + 8) == header.size(),
                "descriptor");
        return mark + 12;
    }

    private Bytes inflate(Header header, int at) throws MalformedOfdException {
        inflated += header.size();
        if (inflated > MAX_INFLATED || header.size() > header.packed() * MAX_DENSITY) {
            throw new MalformedOfdException(Reason.TOO_LARGE, "inflated");
        }
        byte[] packed = new byte[(int) header.packed()];
        octets.get(at, packed);
        byte[] content = packed;
        if (header.method() == DEFLATED) {
            content = new byte[(int) header.size()];
            try (Inflater inflater = new Inflater(true)) {
                inflater.setInput(packed);
                int read = 0;
                while (read < content.length && !inflater.needsInput() && !inflater.finished()) {
                    int some = inflater.inflate(content, read, content.length - read);
                    if (some == 0) {
                        break;
                    }
                    read += some;
                }
                // The end of the stream may be still to be seen, and nothing else.
                require(
                        read == content.length
                                && (inflater.finished() || inflater.inflate(new byte[1]) == 0 && inflater.finished())
                                && inflater.getRemaining() == 0,
                        "deflated octets");
            } catch (DataFormatException broken) {
                throw new MalformedOfdException(Reason.ARCHIVE, "deflated octets");
            }
        }
        CRC32 checksum = new CRC32();
        checksum.update(content);
        require(content.length == header.size() && checksum.getValue() == header.crc(), "checksum");
        return Bytes.of(content);
    }

    private int unsigned16(int at) throws MalformedOfdException {
        require(at >= 0 && at + 2 <= octets.limit(), "end");
        return octets.getShort(at) & 0xFFFF;
    }

    private long unsigned32(int at) throws MalformedOfdException {
        require(at >= 0 && at + 4 <= octets.limit(), "end");
        return octets.getInt(at) & 0xFFFFFFFFL;
    }

    private static void require(boolean condition, String where) throws MalformedOfdException {
        if (!condition) {
            throw new MalformedOfdException(Reason.ARCHIVE, where);
        }
    }
}
