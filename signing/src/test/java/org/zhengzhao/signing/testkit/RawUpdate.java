package org.zhengzhao.signing.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.zhengzhao.schema.bytes.Bytes;

/** Appends incremental updates to a PDF, octet by octet: right ones, and those that no library would write. */
public final class RawUpdate {
    private static final Pattern STARTXREF = Pattern.compile("startxref\\s+([0-9]+)\\s+%%EOF");

    private final Bytes original;
    private final Map<Integer, String> objects = new TreeMap<>();
    private final Map<Integer, Integer> pointers = new TreeMap<>();
    private final int root;
    private final int page;
    private final int size;
    private final String catalog;
    private final String identifier;
    private String trailer = "";
    private Optional<Integer> previous = Optional.empty();
    private boolean listed = true;

    private RawUpdate(Bytes original, int root, int page, int size, String catalog, String identifier) {
        this.original = original;
        this.root = root;
        this.page = page;
        this.size = size;
        this.catalog = catalog;
        this.identifier = identifier;
    }

    public static RawUpdate of(Bytes original) {
        try (PDDocument document = Loader.loadPDF(original.toArray())) {
            return new RawUpdate(
                    original,
                    (int) document.getDocumentCatalog().getCOSObject().getKey().getNumber(),
                    (int) document.getPage(0).getCOSObject().getKey().getNumber(),
                    document.getDocument().getTrailer().getInt(COSName.SIZE),
                    written(document.getDocumentCatalog().getCOSObject()),
                    written(document.getDocument().getTrailer().getItem(COSName.ID)));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /** The number of the catalog. */
    public int root() {
        return root;
    }

    /** The catalog as it is, with more keys. */
    public String catalog(String more) {
        return catalog.substring(0, catalog.length() - 2) + more + ">>";
    }

    private static String written(COSBase value) {
        return switch (value) {
            case COSObject reference -> reference.getKey().getNumber() + " 0 R";
            case COSDictionary dictionary -> {
                StringBuilder out = new StringBuilder("<<");
                dictionary
                        .entrySet()
                        .forEach(entry -> out.append('/')
                                .append(entry.getKey().getName())
                                .append(' ')
                                .append(written(entry.getValue())));
                yield out.append(">>").toString();
            }
            case COSArray array -> {
                StringBuilder out = new StringBuilder("[");
                array.forEach(item -> out.append(written(item)).append(' '));
                yield out.append(']').toString();
            }
            case COSName name -> "/" + name.getName();
            case COSInteger number -> Long.toString(number.longValue());
            case COSString text -> "<" + text.toHexString() + ">";
            default -> "null";
        };
    }

    /** The number of the first page. */
    public int page() {
        return page;
    }

    /** A number that no object has. */
    public int free() {
        return size + objects.size();
    }

    /** Writes an object. */
    public RawUpdate object(int number, String content) {
        objects.put(number, content);
        return this;
    }

    /** Writes a stream. */
    public RawUpdate stream(int number, String dictionary, String data) {
        return object(number, "<<" + dictionary + "/Length " + data.length() + ">>\nstream\n" + data + "\nendstream");
    }

    /** Lists an object at a position in the file as it was. */
    public RawUpdate pointer(int number, int offset) {
        pointers.put(number, offset);
        return this;
    }

    /** More keys of the trailer. */
    public RawUpdate trailer(String keys) {
        trailer = keys;
        return this;
    }

    public RawUpdate previous(int offset) {
        previous = Optional.of(offset);
        return this;
    }

    /** Without cross-reference table: a reader that repairs finds the objects all the same. */
    public RawUpdate unlisted() {
        listed = false;
        return this;
    }

    public Bytes build() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(original.toArray());
        StringBuilder table = new StringBuilder("xref\n");
        objects.forEach((number, content) -> {
            table.append(entry(number, out.size()));
            write(out, number + " 0 obj\n" + content + "\nendobj\n");
        });
        pointers.forEach((number, offset) -> table.append(entry(number, offset)));
        int start = out.size();
        if (listed) {
            write(
                    out,
                    table + "trailer\n<</Size " + highest() + "/Root " + root + " 0 R/Prev "
                            + previous.orElseGet(this::lastStart) + "/ID" + identifier + trailer + ">>\nstartxref\n"
                            + start + "\n%%EOF\n");
        }
        return Bytes.of(out.toByteArray());
    }

    private int highest() {
        int highest = size;
        for (int number : objects.keySet()) {
            highest = Math.max(highest, number + 1);
        }
        return highest;
    }

    private static String entry(int number, int offset) {
        return String.format("%d 1\n%010d 00000 n \n", number, offset);
    }

    private int lastStart() {
        Matcher matcher = STARTXREF.matcher(new String(original.toArray(), StandardCharsets.ISO_8859_1));
        int last = 0;
        while (matcher.find()) {
            last = Integer.parseInt(matcher.group(1));
        }
        return last;
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
