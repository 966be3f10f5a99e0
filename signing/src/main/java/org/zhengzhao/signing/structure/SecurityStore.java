package org.zhengzhao.signing.structure;

import java.util.ArrayList;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * The validation data that a document carries (document security store, ISO 32000-2 §12.8.4.3). Nothing is known about them.
 *
 * @param certificates as they stand, in no order that means anything
 * @param revocationLists CRLs
 * @param ocspResponses whole OCSPResponse values
 */
public record SecurityStore(List<Bytes> certificates, List<Bytes> revocationLists, List<Bytes> ocspResponses) {
    public static final SecurityStore EMPTY = new SecurityStore(List.of(), List.of(), List.of());

    private static final int MAX_ENTRIES = 200;

    public SecurityStore {
        certificates = List.copyOf(certificates);
        revocationLists = List.copyOf(revocationLists);
        ocspResponses = List.copyOf(ocspResponses);
    }

    static SecurityStore of(DocumentState state) throws MalformedPdfException {
        PdfValue.Dictionary store = state.dictionary(state.catalog(), "DSS");
        return new SecurityStore(
                streams(state, store, "Certs"), streams(state, store, "CRLs"), streams(state, store, "OCSPs"));
    }

    private static List<Bytes> streams(DocumentState state, PdfValue.Dictionary store, String key)
            throws MalformedPdfException {
        List<Bytes> streams = new ArrayList<>();
        for (PdfValue value : state.items(store, key).values()) {
            if (streams.size() == MAX_ENTRIES) {
                throw MalformedPdfException.limit("validation data");
            }
            if (!(value instanceof PdfValue.Reference reference)) {
                throw MalformedPdfException.structure("DSS /" + key, 0);
            }
            streams.add(Bytes.of(state.decoded(reference.number())));
        }
        return streams;
    }
}
