package org.zhengzhao.signing.evidence;

import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * What a signature is judged by, each in DER: the content of a document security store (ETSI EN 319 142-1 §5.4.2).
 *
 * @param ocspResponses whole OCSPResponse values (RFC 6960)
 */
public record ValidationData(List<Bytes> certificates, List<Bytes> revocationLists, List<Bytes> ocspResponses) {
    /** Nothing. */
    public static final ValidationData EMPTY = new ValidationData(List.of(), List.of(), List.of());

    private static final int MAX_ENTRIES = 200;
    private static final int MAX_OCTETS = 16 * 1024 * 1024;

    public ValidationData {
        certificates = certificates.stream().distinct().toList();
        revocationLists = revocationLists.stream().distinct().toList();
        ocspResponses = ocspResponses.stream().distinct().toList();
        long octets = 0;
        for (List<Bytes> list : List.of(certificates, revocationLists, ocspResponses)) {
            octets += list.stream().mapToLong(Bytes::length).sum();
            if (list.size() > MAX_ENTRIES || octets > MAX_OCTETS) {
                throw new IllegalArgumentException("more validation data than a license can carry");
            }
        }
    }

    public static ValidationData of(Collection<X509Certificate> certificates, Collection<X509CRL> revocationLists) {
        try {
            List<Bytes> encodedCertificates = new ArrayList<>();
            for (X509Certificate certificate : certificates) {
                encodedCertificates.add(Bytes.of(certificate.getEncoded()));
            }
            List<Bytes> encodedLists = new ArrayList<>();
            for (X509CRL list : revocationLists) {
                encodedLists.add(Bytes.of(list.getEncoded()));
            }
            return new ValidationData(encodedCertificates, encodedLists, List.of());
        } catch (CertificateEncodingException | CRLException impossible) {
            throw new IllegalArgumentException("what was read can be written", impossible);
        }
    }

    public ValidationData and(ValidationData other) {
        return new ValidationData(
                joined(certificates, other.certificates),
                joined(revocationLists, other.revocationLists),
                joined(ocspResponses, other.ocspResponses));
    }

    private static List<Bytes> joined(List<Bytes> first, List<Bytes> second) {
        List<Bytes> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
