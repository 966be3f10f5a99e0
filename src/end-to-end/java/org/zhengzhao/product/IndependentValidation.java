package org.zhengzhao.product;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** EU DSS, the reference validator of the European Commission, judging our PDFs. */
final class IndependentValidation {
    private IndependentValidation() {}

    /** Verdict and level of the one signature in a PDF. */
    record Opinion(Indication indication, String level, String reason) {}

    /**
     * Asks DSS, trusting the registry's root alone.
     *
     * @param trustAnchorsPem as the registry publishes them; the root is the first
     */
    static Opinion judge(byte[] pdf, String trustAnchorsPem) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(root(trustAnchorsPem));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.addTrustedCertSources(trusted);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf));
        validator.setCertificateVerifier(verifier);
        try (InputStream policy = policyWithoutRevocation()) {
            SimpleReport report = validator.validateDocument(policy).getSimpleReport();
            if (report.getSignatureIdList().size() != 1) {
                throw new AssertionError(
                        "DSS sees " + report.getSignatureIdList().size() + " signatures");
            }
            String id = report.getFirstSignatureId();
            return new Opinion(
                    report.getIndication(id),
                    String.valueOf(report.getSignatureFormat(id)),
                    report.getAdESValidationErrors(id).toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** DSS's own policy, except that it does not ask for revocation data: this version of ours publishes none. */
    private static InputStream policyWithoutRevocation() throws IOException {
        try (InputStream original =
                Objects.requireNonNull(SignedDocumentValidator.class.getResourceAsStream("/policy/constraint.xml"))) {
            String relaxed = new String(original.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll(
                            "<(RevocationDataAvailable|AcceptableRevocationDataFound) Level=\"FAIL\"",
                            "<$1 Level=\"IGNORE\"");
            return new ByteArrayInputStream(relaxed.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static CertificateToken root(String pem) {
        int end = pem.indexOf("-----END CERTIFICATE-----");
        String base64 = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE-----") + 27, end);
        return DSSUtils.loadCertificateFromBase64EncodedString(base64.replaceAll("\\s", ""));
    }
}
