package org.zhengzhao.signing.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.evidence.LongTermPdf;
import org.zhengzhao.signing.evidence.UnusablePdfException;
import org.zhengzhao.signing.evidence.ValidationData;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestTimestampAuthority;
import org.zhengzhao.signing.timestamp.MalformedTimestampException;
import org.zhengzhao.signing.timestamp.TimestampRequest;
import org.zhengzhao.signing.timestamp.TimestampToken;
import org.zhengzhao.signing.timestamp.Timestamper;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.x509.MalformedEvidenceException;
import org.zhengzhao.signing.x509.RevocationList;

/** Adds timestamps and validation data to signed documents, good ones and bad ones. */
final class EvidenceDocuments {
    /** When timestamps are made, if nobody says otherwise. */
    static final Instant STAMPED = Samples.ISSUED.plusSeconds(60);

    private final TestTimestampAuthority authority = new TestTimestampAuthority(Samples.CEREMONY);
    private final LongTermPdf longTerm = new LongTermPdf(TestPki.PROVIDER);
    private final List<X509Certificate> published;

    EvidenceDocuments(List<X509Certificate> published) {
        this.published = published;
    }

    TrustStore trustingTimestamps() {
        List<X509Certificate> all = new ArrayList<>(published);
        all.add(authority.root());
        return TrustStore.of(all, TestPki.PROVIDER);
    }

    /** A list of the timestamp authority's root with the authority on it. */
    RevocationList authorityRevoked(Instant since, int reason) {
        return parsed(authority.revoked(since, since.plus(Duration.ofDays(365)), since, reason));
    }

    static RevocationList parsed(X509CRL list) {
        try {
            return RevocationList.parse(Bytes.of(list.getEncoded()));
        } catch (CRLException | MalformedEvidenceException broken) {
            throw new AssertionError(broken);
        }
    }

    Bytes stamped(Bytes pdf) {
        return stamped(pdf, STAMPED, imprint -> imprint);
    }

    Bytes stamped(Bytes pdf, Instant time) {
        return stamped(pdf, time, imprint -> imprint);
    }

    Bytes stampedOverSomethingElse(Bytes pdf) {
        return stamped(pdf, STAMPED, imprint -> Sha256.of(imprint));
    }

    Bytes stamped(Bytes pdf, HashAlgorithm algorithm) {
        return stamped(pdf, new Stamper(STAMPED, algorithm, imprint -> imprint));
    }

    private Bytes stamped(Bytes pdf, Instant time, UnaryOperator<Bytes> stamping) {
        return stamped(pdf, new Stamper(time, HashAlgorithm.SHA256, stamping));
    }

    private Bytes stamped(Bytes pdf, Stamper stamper) {
        try {
            return ((LongTermPdf.Stamping.Stamped) longTerm.withTimestamp(pdf, stamper)).pdf();
        } catch (UnusablePdfException broken) {
            throw new AssertionError(broken);
        }
    }

    /** With validation data: the revocation list of an authority on which that certificate stands, and the chain. */
    Bytes withRevocations(Bytes pdf, RegistryPki.Issued issuer, X509Certificate revoked, Instant since) {
        Instant now = STAMPED.plus(Duration.ofMinutes(1));
        try {
            X509v2CRLBuilder builder = new JcaX509v2CRLBuilder(issuer.certificate(), Date.from(now));
            builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(365))));
            builder.addCRLEntry(revoked.getSerialNumber(), Date.from(since), CRLReason.keyCompromise);
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.ONE));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
            X509CRL list = new JcaX509CRLConverter()
                    .setProvider(TestPki.PROVIDER)
                    .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(TestPki.PROVIDER)
                            .build(issuer.key())));
            return longTerm.withValidationData(pdf, ValidationData.of(published, List.of(list)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException | UnusablePdfException broken) {
            throw new AssertionError(broken);
        }
    }

    /** With one key more in the page's dictionary, which no reader shows. */
    static Bytes withNote(Bytes pdf) {
        try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
            document.getPage(0).getCOSObject().setString(COSName.getPDFName("Note"), "seen by nobody");
            document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.saveIncremental(out);
            return Bytes.of(out.toByteArray());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private final class Stamper implements Timestamper {
        private final Instant time;
        private final HashAlgorithm algorithm;
        private final UnaryOperator<Bytes> stamping;

        Stamper(Instant time, HashAlgorithm algorithm, UnaryOperator<Bytes> stamping) {
            this.time = time;
            this.algorithm = algorithm;
            this.stamping = stamping;
        }

        @Override
        public HashAlgorithm algorithm() {
            return algorithm;
        }

        @Override
        public Outcome stamp(Bytes imprint) {
            try {
                TimestampRequest request = new TimestampRequest(
                        algorithm, stamping.apply(imprint), Optional.empty(), true, Optional.empty());
                TimestampToken token = TimestampToken.parse(authority.token(request.octets(), time), TestPki.PROVIDER);
                return new Outcome.Stamped(token.tight(List.of(authority.certificate(), authority.root())));
            } catch (MalformedTimestampException broken) {
                throw new AssertionError(broken);
            }
        }

        @Override
        public int expectedOctets() {
            return 4096;
        }
    }
}
