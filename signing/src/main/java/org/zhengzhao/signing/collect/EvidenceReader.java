package org.zhengzhao.signing.collect;

import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.structure.SecurityStore;
import org.zhengzhao.signing.trust.ReadableCertificates;
import org.zhengzhao.signing.verify.StoredEvidence;
import org.zhengzhao.signing.x509.CertificateParser;
import org.zhengzhao.signing.x509.MalformedEvidenceException;
import org.zhengzhao.signing.x509.OcspAnswer;
import org.zhengzhao.signing.x509.RevocationEvidence;
import org.zhengzhao.signing.x509.RevocationList;
import org.zhengzhao.signing.x509.UnusableCertificateException;

/** Reads the validation data of a document. What cannot be read proves nothing and is left out. */
final class EvidenceReader {
    private final Provider provider;
    private final CertificateParser parser;

    EvidenceReader(Provider provider) {
        this.provider = provider;
        this.parser = new CertificateParser(provider);
    }

    StoredEvidence read(SecurityStore store) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Bytes octets : store.certificates()) {
            addCertificate(octets, certificates);
        }
        List<RevocationList> lists = new ArrayList<>();
        for (Bytes octets : store.revocationLists()) {
            addList(octets, lists);
        }
        List<OcspAnswer> answers = new ArrayList<>();
        for (Bytes octets : store.ocspResponses()) {
            addAnswer(octets, answers);
        }
        return new StoredEvidence(certificates, new RevocationEvidence(lists, answers));
    }

    @SuppressWarnings("EmptyCatch") // see the class: what cannot be read is left out
    private void addCertificate(Bytes octets, List<X509Certificate> certificates) {
        try {
            certificates.add(ReadableCertificates.require(parser.parse(octets)));
        } catch (UnusableCertificateException | CertificateException unreadable) {
            // Left out.
        }
    }

    @SuppressWarnings("EmptyCatch")
    private static void addList(Bytes octets, List<RevocationList> lists) {
        try {
            lists.add(RevocationList.parse(octets));
        } catch (MalformedEvidenceException unreadable) {
            // Left out.
        }
    }

    @SuppressWarnings("EmptyCatch")
    private void addAnswer(Bytes octets, List<OcspAnswer> answers) {
        try {
            answers.add(OcspAnswer.parse(octets, provider));
        } catch (MalformedEvidenceException unreadable) {
            // Left out.
        }
    }
}
