package org.zhengzhao.signing.collect;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.signing.structure.Change;
import org.zhengzhao.signing.structure.SignatureInspection;
import org.zhengzhao.signing.structure.SignedRange;
import org.zhengzhao.signing.verify.PdfFacts.PdfSignature;
import org.zhengzhao.signing.verify.TimestampFacts;

/** Reads the signature of a license and its timestamps, and compares them with the octets of the file. */
final class PdfSignatureReader {
    private static final int MAX_CONTENTS = 256 * 1024;
    private static final String SUB_FILTER = "ETSI.CAdES.detached";

    private final CmsReader cmsReader;
    private final TimestampReader timestamps;

    PdfSignatureReader(CmsReader cmsReader, TimestampReader timestamps) {
        this.cmsReader = cmsReader;
        this.timestamps = timestamps;
    }

    /** What was read: the signature, and the timestamps over its value. */
    record Reading(PdfSignature signature, List<TimestampFacts> timestamps) {
        Reading {
            timestamps = List.copyOf(timestamps);
        }
    }

    /**
     * @param stored certificates in the document
     */
    Reading read(SignatureInspection place, byte[] file, List<X509Certificate> stored) {
        Optional<String> problem = problem(place, file);
        if (problem.isPresent()) {
            return new Reading(
                    new PdfSignature(problem, Optional.empty(), List.of(), Optional.empty(), Optional.empty()),
                    List.of());
        }
        CmsReader.Reading cms = cmsReader.read(place.contents().toArray(), covered(place, file));
        Optional<String> format =
                place.dictionary().isName("SubFilter", SUB_FILTER) ? cms.problem() : Optional.of("SubFilter");
        List<TimestampFacts> over = new ArrayList<>();
        cms.timestamp()
                .ifPresent(octets -> over.add(timestamps.read(
                        octets,
                        "signature",
                        stored,
                        List.of(ByteBuffer.wrap(cms.signature().toArray())))));
        return new Reading(
                new PdfSignature(
                        Optional.empty(),
                        uncovered(place),
                        place.laterChanges().stream()
                                .filter(PdfSignatureReader::isRefused)
                                .toList(),
                        format,
                        cms.cms()),
                over);
    }

    /** A timestamp over the document, from its first octet to the end of its own revision. */
    TimestampFacts readTimestamp(SignatureInspection place, byte[] file, List<X509Certificate> stored) {
        return problem(place, file)
                .map(problem -> TimestampReader.broken(place.object(), problem))
                .orElseGet(() -> timestamps.readPadded(place.contents(), place.object(), stored, covered(place, file)));
    }

    private static Optional<String> uncovered(SignatureInspection place) {
        return place.laterChanges().stream()
                .filter(change -> change.kind() == Change.Kind.OCTETS)
                .map(Change::subject)
                .findFirst();
    }

    /** Stricter than for other documents: nothing but validation data and document timestamps is ever added to a license. */
    private static boolean isRefused(Change change) {
        return switch (change.kind()) {
            case VALIDATION_DATA, DOCUMENT_TIMESTAMP, OCTETS -> false;
            case SIGNATURE, VISIBLE_SIGNATURE, METADATA, UNUSED, OTHER -> true;
        };
    }

    private static Optional<String> problem(SignatureInspection place, byte[] file) {
        if (place.problem().isPresent()) {
            return Optional.of(
                    switch (place.problem().get()) {
                        case BYTE_RANGE -> "ByteRange";
                        case CONTENTS -> "Contents";
                        case REVISION -> "revision";
                    });
        }
        boolean clean = place.contents().length() <= MAX_CONTENTS
                && isOneCase(file, place.range().orElseThrow());
        return clean ? Optional.empty() : Optional.of("Contents");
    }

    /** Digits of one case only: otherwise octets that no signature covers could change and mean the same. */
    private static boolean isOneCase(byte[] file, SignedRange range) {
        boolean lower = false;
        boolean upper = false;
        for (int i = range.gapStart(); i < range.gapEnd(); i++) {
            lower |= file[i] >= 'a' && file[i] <= 'f';
            upper |= file[i] >= 'A' && file[i] <= 'F';
        }
        return !(lower && upper);
    }

    private static List<ByteBuffer> covered(SignatureInspection place, byte[] file) {
        SignedRange range = place.range().orElseThrow();
        return List.of(
                ByteBuffer.wrap(file, 0, range.gapStart()),
                ByteBuffer.wrap(file, range.gapEnd(), range.end() - range.gapEnd()));
    }
}
