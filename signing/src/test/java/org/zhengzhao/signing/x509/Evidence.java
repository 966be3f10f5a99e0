package org.zhengzhao.signing.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.x509.Recipe.Made;

/** Makes revocation lists and OCSP responses. */
final class Evidence {
    static final String BEFORE = "2026-05-01T00:00:00Z";
    static final String AFTER = "2026-07-01T00:00:00Z";

    private Evidence() {}

    /** A list in the making. */
    static final class Crl {
        private final Made signer;
        private final X509v2CRLBuilder builder;
        private int number = 7;

        Crl(Made issuer, String thisUpdate, String nextUpdate) {
            this(issuer, issuer, thisUpdate, nextUpdate);
        }

        Crl(Made named, Made signer, String thisUpdate, String nextUpdate) {
            this.signer = signer;
            this.builder = new X509v2CRLBuilder(named.subject(), date(thisUpdate));
            if (!nextUpdate.isEmpty()) {
                builder.setNextUpdate(date(nextUpdate));
            }
        }

        Crl revoking(Made certificate, String since, int reason) {
            builder.addCRLEntry(certificate.certificate().getSerialNumber(), date(since), reason);
            return this;
        }

        Crl revoking(Made certificate, String since, Extension... entry) {
            builder.addCRLEntry(certificate.certificate().getSerialNumber(), date(since), new Extensions(entry));
            return this;
        }

        Crl revoking(BigInteger serial) {
            builder.addCRLEntry(serial, date(BEFORE), CRLReason.unspecified);
            return this;
        }

        Crl number(int other) {
            number = other;
            return this;
        }

        Crl with(ASN1ObjectIdentifier identifier, boolean critical, ASN1Encodable value) {
            try {
                builder.addExtension(identifier, critical, value);
                return this;
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        RevocationList make() throws MalformedEvidenceException {
            return RevocationList.parse(der());
        }

        Bytes der() {
            try {
                builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
                builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils()
                                .createAuthorityKeyIdentifier(signer.keys().getPublic()));
                X509CRLHolder made = builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(TestPki.PROVIDER)
                        .build(signer.key()));
                return Bytes.of(made.getEncoded());
            } catch (IOException | OperatorCreationException | java.security.NoSuchAlgorithmException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    /** A response in the making. */
    static final class Ocsp {
        private final Made issuer;
        private final Made responder;
        private final List<Made> sent = new ArrayList<>();
        private String thisUpdate = BEFORE;
        private Optional<String> nextUpdate = Optional.of(AFTER);
        private String hash = "SHA-256";
        private Optional<Made> claimed = Optional.empty();
        private boolean basicOnly;

        Ocsp(Made issuer, Made responder) {
            this.issuer = issuer;
            this.responder = responder;
        }

        Ocsp sending(Made certificate) {
            sent.add(certificate);
            return this;
        }

        Ocsp at(String first, Optional<String> next) {
            thisUpdate = first;
            nextUpdate = next;
            return this;
        }

        Ocsp hashing(String algorithm) {
            hash = algorithm;
            return this;
        }

        /** Names another as the responder than who signs. */
        Ocsp claiming(Made other) {
            claimed = Optional.of(other);
            return this;
        }

        Ocsp basicOnly() {
            basicOnly = true;
            return this;
        }

        OcspAnswer saying(Made certificate, CertificateStatus status) throws MalformedEvidenceException {
            return OcspAnswer.parse(der(certificate, status), TestPki.PROVIDER);
        }

        Bytes der(Made certificate, CertificateStatus status) {
            try {
                X509CertificateHolder holder = new JcaX509CertificateHolder(issuer.certificate());
                CertificateID identifier = new CertificateID(
                        new JcaDigestCalculatorProviderBuilder()
                                .setProvider(TestPki.PROVIDER)
                                .build()
                                .get(new AlgorithmIdentifier(digest(hash))),
                        holder,
                        certificate.certificate().getSerialNumber());
                BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                        new RespID(claimed.orElse(responder).subject()));
                ExtensionsGenerator none = new ExtensionsGenerator();
                builder.addResponse(
                        identifier,
                        status,
                        date(thisUpdate),
                        nextUpdate.map(Evidence::date).orElse(null),
                        none.isEmpty() ? null : none.generate());
                X509CertificateHolder[] certificates = new X509CertificateHolder[sent.size()];
                for (int i = 0; i < certificates.length; i++) {
                    certificates[i] = new JcaX509CertificateHolder(sent.get(i).certificate());
                }
                var basic = builder.build(
                        new JcaContentSignerBuilder("SHA256withECDSA")
                                .setProvider(TestPki.PROVIDER)
                                .build(responder.key()),
                        certificates,
                        date(thisUpdate));
                return Bytes.of(
                        basicOnly
                                ? basic.getEncoded()
                                : new OCSPRespBuilder()
                                        .build(OCSPRespBuilder.SUCCESSFUL, basic)
                                        .getEncoded());
            } catch (IOException
                    | OCSPException
                    | OperatorCreationException
                    | java.security.cert.CertificateEncodingException broken) {
                throw new IllegalStateException(broken);
            }
        }

        private static ASN1ObjectIdentifier digest(String name) {
            return new ASN1ObjectIdentifier(
                    switch (name) {
                        case "SHA-1" -> "1.3.14.3.2.26";
                        case "SHA-256" -> "2.16.840.1.101.3.4.2.1";
                        case "SM3" -> "1.2.156.10197.1.401";
                        default -> throw new IllegalArgumentException(name);
                    });
        }
    }

    static Extension reason(int code) {
        return extension(Extension.reasonCode, CRLReason.lookup(code));
    }

    static Extension extension(ASN1ObjectIdentifier identifier, ASN1Encodable value) {
        try {
            return new Extension(identifier, false, value.toASN1Primitive().getEncoded("DER"));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Date date(String text) {
        return Date.from(Instant.parse(text));
    }
}
