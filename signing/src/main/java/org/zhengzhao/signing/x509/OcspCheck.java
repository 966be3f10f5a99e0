package org.zhengzhao.signing.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.zhengzhao.schema.bytes.Bytes;

/** What OCSP responses say of a certificate (RFC 6960 §3.2, §4.2.2). */
final class OcspCheck {
    private static final String SHA1 = "SHA-1";
    private static final Map<String, String> HASHES = Map.of(
            "1.3.14.3.2.26", SHA1,
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512",
            "1.2.156.10197.1.401", "SM3");

    private final List<OcspAnswer> answers;
    private final List<CertificateView> known;
    private final SignatureCheck signatures;
    private final PathRequest request;
    private final Provider provider;

    /**
     * @param known certificates among which a responder's may be that did not send it along
     */
    OcspCheck(
            List<OcspAnswer> answers,
            List<CertificateView> known,
            SignatureCheck signatures,
            PathRequest request,
            Provider provider) {
        this.answers = answers;
        this.known = known;
        this.signatures = signatures;
        this.request = request;
        this.provider = provider;
    }

    /**
     * @param issuer of the certificate, from a path whose signatures hold
     * @param revoked whether a delegated responder's certificate is known to be revoked
     */
    RevocationOutcome outcome(CertificateView certificate, CertificateView issuer, Predicate<CertificateView> revoked) {
        List<Dated> newestFirst = answers.stream()
                .flatMap(answer -> answer.singles().stream().map(single -> new Dated(answer, single)))
                .filter(dated -> dated.single().serial().equals(certificate.serial()))
                .sorted(Comparator.comparing((Dated dated) -> dated.single().thisUpdate())
                        .reversed())
                .toList();
        RevocationOutcome outcome = new RevocationOutcome.Silent();
        for (Dated dated : newestFirst) {
            outcome = outcome.or(outcome(dated.answer(), dated.single(), certificate, issuer, revoked));
            if (outcome instanceof RevocationOutcome.Known) {
                return outcome;
            }
        }
        return outcome;
    }

    private record Dated(OcspAnswer answer, OcspAnswer.Single single) {}

    private RevocationOutcome outcome(
            OcspAnswer answer,
            OcspAnswer.Single single,
            CertificateView certificate,
            CertificateView issuer,
            Predicate<CertificateView> revoked) {
        boolean name = issuerName(certificate)
                .flatMap(octets -> hash(single.hashAlgorithm(), octets))
                .equals(Optional.of(single.issuerName()));
        boolean key = hash(single.hashAlgorithm(), keyOctets(issuer)).equals(Optional.of(single.issuerKey()));
        if (!name && !key) {
            return new RevocationOutcome.Silent();
        }
        boolean holds = name
                && key
                && single.state() != OcspAnswer.State.UNKNOWN
                && answer.isUnderstood()
                && EvidenceTime.covers(single.thisUpdate(), single.nextUpdate(), false, certificate, request)
                && isAuthorised(answer, issuer, revoked);
        return holds
                ? new RevocationOutcome.Known(finding(answer, single, certificate))
                : new RevocationOutcome.Broken();
    }

    private RevocationFinding finding(OcspAnswer answer, OcspAnswer.Single single, CertificateView certificate) {
        String responder = switch (answer.responder()) {
            case OcspAnswer.Responder.Name name -> name.text();
            case OcspAnswer.Responder.Key key -> key.hash().toHex();
        };
        return new RevocationFinding(
                certificate.certificate(),
                EvidenceTime.status(single.since(), request.at()),
                RevocationFinding.Kind.OCSP,
                responder,
                Optional.empty(),
                single.thisUpdate(),
                single.nextUpdate(),
                single.since(),
                single.reason());
    }

    /** Signed by the issuer itself, or by one to whom the issuer itself delegated it (RFC 6960 §4.2.2.2). */
    private boolean isAuthorised(OcspAnswer answer, CertificateView issuer, Predicate<CertificateView> revoked) {
        boolean allowed = CertificateAlgorithms.find(answer.algorithm())
                .filter(scheme -> request.algorithms().allows(scheme, request.at()))
                .isPresent();
        if (!allowed) {
            return false;
        }
        if (isResponder(answer, issuer) && isSignedBy(answer, issuer)) {
            return true;
        }
        List<CertificateView> candidates = new ArrayList<>(answer.certificates());
        candidates.addAll(known);
        for (CertificateView candidate : candidates) {
            if (candidate.issuer().equals(issuer.subject())
                    && isResponder(answer, candidate)
                    && mayAnswer(candidate, answer)
                    && signatures.isSignedBy(candidate, issuer)
                    && isSignedBy(answer, candidate)
                    && !isRevoked(candidate, revoked)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayAnswer(CertificateView candidate, OcspAnswer answer) {
        return Purpose.OCSP_SIGNING.isNamedBy(candidate)
                && candidate
                        .keyUses()
                        .map(CertificateView.KeyUses::digitalSignature)
                        .orElse(true)
                && PathRules.PROCESSED.containsAll(candidate.critical())
                && candidate.isValidAt(answer.producedAt())
                && request.algorithms().allows(candidate.keyForm(), request.at())
                && CertificateAlgorithms.find(candidate.algorithm())
                        .filter(scheme -> request.algorithms().allows(scheme, request.at()))
                        .isPresent();
    }

    /** §4.2.2.2.1: where the issuer says so, nobody asks whether its responder was revoked. */
    private static boolean isRevoked(CertificateView responder, Predicate<CertificateView> revoked) {
        return !responder.extensions().contains(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck.getId())
                && revoked.test(responder);
    }

    private boolean isSignedBy(OcspAnswer answer, CertificateView signer) {
        return signatures.verify(answer.algorithm(), answer.toBeSigned(), answer.signature(), signer);
    }

    private boolean isResponder(OcspAnswer answer, CertificateView candidate) {
        return switch (answer.responder()) {
            case OcspAnswer.Responder.Name name -> candidate.subject().equals(name.name());
            case OcspAnswer.Responder.Key key ->
                digest(SHA1, keyOctets(candidate)).equals(Optional.of(key.hash()));
        };
    }

    private static Optional<Bytes> issuerName(CertificateView certificate) {
        try {
            return Optional.of(
                    Bytes.of(TBSCertificate.getInstance(certificate.toBeSigned().toArray())
                            .getIssuer()
                            .getEncoded("DER")));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Bytes keyOctets(CertificateView certificate) {
        return Bytes.of(certificate.key().getPublicKeyData().getOctets());
    }

    private Optional<Bytes> hash(String identifier, Bytes octets) {
        String algorithm = HASHES.get(identifier);
        return algorithm == null ? Optional.empty() : digest(algorithm, octets);
    }

    /** Identifies, and protects nothing: what the hash is of was signed anyway. So SHA-1 does. */
    private Optional<Bytes> digest(String algorithm, Bytes octets) {
        try {
            return Optional.of(
                    Bytes.of(MessageDigest.getInstance(algorithm, provider).digest(octets.toArray())));
        } catch (GeneralSecurityException none) {
            return Optional.empty();
        }
    }
}
