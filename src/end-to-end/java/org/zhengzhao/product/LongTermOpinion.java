package org.zhengzhao.product;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * What EU DSS says of a PDF under its own policy, revocation data included, with nothing to go by but the document and the
 * trusted roots.
 *
 * @param level of the signature, such as {@code PAdES-BASELINE-LTA}
 * @param timestamps how many timestamps hold
 */
record LongTermOpinion(
        Indication indication, Optional<SubIndication> subIndication, String level, int timestamps, String reason) {
    static LongTermOpinion of(Bytes pdf, List<X509Certificate> roots, Instant at) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        roots.forEach(root -> trusted.addCertificate(new CertificateToken(root)));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.addTrustedCertSources(trusted);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf.toArray()));
        validator.setCertificateVerifier(verifier);
        validator.setValidationTime(Date.from(at));
        SimpleReport report = validator.validateDocument().getSimpleReport();
        if (report.getSignatureIdList().size() != 1) {
            throw new AssertionError("DSS sees " + report.getSignatureIdList().size() + " signatures");
        }
        String id = report.getFirstSignatureId();
        int timestamps = (int) report.getSignatureTimestamps(id).stream()
                .filter(timestamp -> timestamp.getIndication() == Indication.PASSED)
                .count();
        return new LongTermOpinion(
                report.getIndication(id),
                Optional.ofNullable(report.getSubIndication(id)),
                String.valueOf(report.getSignatureFormat(id)),
                timestamps,
                Stream.of(report.getAdESValidationErrors(id), report.getAdESValidationWarnings(id))
                        .flatMap(List::stream)
                        .map(Message::getValue)
                        .toList()
                        .toString());
    }
}
