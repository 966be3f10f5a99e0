package org.zhengzhao.signing.ofd;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.ofd.MalformedOfdException.Reason;

/**
 * A signature as the document lists it (GB/T 33190 §18): which parts with which digests, and where the value is.
 *
 * @param path of the list of parts
 * @param list its octets, which the value is about
 * @param value path of the value
 * @param seal path of the copy of the seal
 * @param hash object identifier or name of the hash of the parts
 * @param time when it was signed, by the list
 */
record OfdSignature(
        String path,
        Bytes list,
        String value,
        Optional<String> seal,
        String hash,
        List<Reference> references,
        Optional<Instant> time) {
    private static final int MAX_SIGNATURES = 100;
    private static final int MAX_REFERENCES = 20_000;
    /** Without a zone it is the time of China. */
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private static final Map<Integer, DateTimeFormatter> TIMES = Map.of(
            14, DateTimeFormatter.ofPattern("uuuuMMddHHmmss"),
            15, DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'"),
            19, DateTimeFormatter.ofPattern("uuuu-MM-dd[ ]['T']HH:mm:ss"));

    /**
     * A part that is signed.
     *
     * @param path empty where the location leads out of the document
     */
    record Reference(Optional<String> path, String digest) {}

    OfdSignature {
        Objects.requireNonNull(path);
        Objects.requireNonNull(list);
        Objects.requireNonNull(value);
        Objects.requireNonNull(seal);
        Objects.requireNonNull(hash);
        references = List.copyOf(references);
        Objects.requireNonNull(time);
    }

    /**
     * All signatures of a document.
     *
     * @param lists paths of the lists of signatures
     */
    record Listed(Set<String> lists, List<OfdSignature> signatures) {}

    static Listed all(OfdPackage parts) throws MalformedOfdException {
        Set<String> lists = new LinkedHashSet<>();
        List<OfdSignature> signatures = new ArrayList<>();
        Set<String> paths = new LinkedHashSet<>();
        XmlElement document = XmlElement.read(parts.require("OFD.xml"));
        if (!document.name().equals("OFD") || document.all("DocBody").isEmpty()) {
            throw new MalformedOfdException(Reason.STRUCTURE, "OFD.xml");
        }
        for (XmlElement body : document.all("DocBody")) {
            String root = path(parts, body.require("DocRoot").text(), "OFD.xml");
            parts.require(root);
            Optional<XmlElement> location = body.find("Signatures");
            if (location.isEmpty()) {
                continue;
            }
            String list = path(parts, location.get().text(), "OFD.xml");
            lists.add(list);
            for (XmlElement signature : XmlElement.read(parts.require(list)).all("Signature")) {
                if (signatures.size() == MAX_SIGNATURES) {
                    throw new MalformedOfdException(Reason.TOO_LARGE, "signatures");
                }
                String path = path(parts, signature.attribute("BaseLoc").orElse(""), list);
                if (!paths.add(path)) {
                    throw new MalformedOfdException(Reason.STRUCTURE, "a signature twice");
                }
                signatures.add(read(parts, path));
            }
        }
        return new Listed(lists, signatures);
    }

    private static OfdSignature read(OfdPackage parts, String path) throws MalformedOfdException {
        Bytes octets = parts.require(path);
        XmlElement signature = XmlElement.read(octets);
        XmlElement information = signature.require("SignedInfo");
        Optional<XmlElement> seal = information.find("Seal");
        XmlElement references = information.require("References");
        if (references.children().size() > MAX_REFERENCES) {
            throw new MalformedOfdException(Reason.TOO_LARGE, "references");
        }
        List<Reference> read = new ArrayList<>();
        for (XmlElement reference : references.all("Reference")) {
            read.add(new Reference(
                    parts.resolve(reference.attribute("FileRef").orElse(""), path),
                    reference.require("CheckValue").text()));
        }
        return new OfdSignature(
                path,
                octets,
                path(parts, signature.require("SignedValue").text(), path),
                seal.isPresent()
                        ? Optional.of(path(parts, seal.get().require("BaseLoc").text(), path))
                        : Optional.empty(),
                // GB/T 33190: without a method it is MD5, which nobody accepts any more.
                references.attribute("CheckMethod").orElse("MD5"),
                read,
                information.find("SignatureDateTime").flatMap(time -> time(time.text())));
    }

    private static String path(OfdPackage parts, String location, String from) throws MalformedOfdException {
        return parts.resolve(location, from)
                .orElseThrow(() -> new MalformedOfdException(Reason.STRUCTURE, "a location without a part"));
    }

    private static Optional<Instant> time(String text) {
        DateTimeFormatter form = TIMES.get(text.length());
        try {
            return form == null
                    ? Optional.empty()
                    : Optional.of(
                            LocalDateTime.parse(text, form).toInstant(text.endsWith("Z") ? ZoneOffset.UTC : CHINA));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
