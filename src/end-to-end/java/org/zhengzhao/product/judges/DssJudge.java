package org.zhengzhao.product.judges;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.jaxb.object.Message;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.Suite;

/** EU DSS under the policy that it brings. */
final class DssJudge implements Judge {
    @Override
    public String name() {
        return "EU DSS";
    }

    @Override
    public Opinion judge(Bytes pdf, LicenseOfLevel license) {
        try {
            CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
            license.roots().forEach(root -> trusted.addCertificate(new CertificateToken(root)));
            CommonCertificateVerifier verifier = new CommonCertificateVerifier();
            verifier.addTrustedCertSources(trusted);
            verifier.setCrlSource(new ExternalResourcesCRLSource(lists(license.revocations())));
            SignedDocumentValidator validator =
                    SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf.toArray()));
            validator.setCertificateVerifier(verifier);
            validator.setValidationTime(Date.from(LicenseOfLevel.JUDGED));
            SimpleReport report = validator.validateDocument().getSimpleReport();
            if (report.getSignatureIdList().size() != 1) {
                return new Opinion(false, report.getSignatureIdList().size() + " signatures");
            }
            String id = report.getFirstSignatureId();
            Indication indication = report.getIndication(id);
            SubIndication sub = report.getSubIndication(id);
            boolean onlyItsPolicy =
                    license.suite() == Suite.EDDSA && sub == SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE;
            return new Opinion(
                    indication == Indication.TOTAL_PASSED || onlyItsPolicy,
                    indication + " " + sub + " "
                            + report.getAdESValidationErrors(id).stream()
                                    .map(Message::getValue)
                                    .toList());
        } catch (RuntimeException unreadable) {
            // What it cannot read it answers with many exceptions.
            return new Opinion(false, unreadable.toString());
        }
    }

    private static InputStream[] lists(List<X509CRL> lists) {
        List<InputStream> streams = new ArrayList<>();
        for (X509CRL list : lists) {
            try {
                streams.add(new ByteArrayInputStream(list.getEncoded()));
            } catch (CRLException impossible) {
                throw new AssertionError(impossible);
            }
        }
        return streams.toArray(InputStream[]::new);
    }
}
