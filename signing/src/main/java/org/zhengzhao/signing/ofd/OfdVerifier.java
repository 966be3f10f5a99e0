package org.zhengzhao.signing.ofd;

import java.security.Provider;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Sequence;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.ofd.MalformedOfdException.Reason;
import org.zhengzhao.signing.trust.CertificatePath;
import org.zhengzhao.signing.trust.TrustStore;

/**
 * Judges signed OFD documents: every digest, every signature, the seal with its maker and its list of signers, and that nothing is in
 * the document that no signature covers. Seals and certificates are judged as of the time of the signature.
 */
public final class OfdVerifier {
    /** The largest document. */
    public static final int MAX_OCTETS = Archive.MAX_OCTETS;

    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    /** SM2 with SM3, and the bare SM2 that some signers name: both are verified with SM3. */
    private static final Set<String> SM2 =
            Set.of("1.2.156.10197.1.501", "1.2.156.10197.1.301", "1.2.156.10197.1.301.1");

    /** What is wrong with times only; such a signature still says what was signed. */
    private static final Set<OfdProblem> OF_TIME = EnumSet.of(
            OfdProblem.SEAL_EXPIRED,
            OfdProblem.SEAL_NOT_YET_VALID,
            OfdProblem.SIGNER_EXPIRED,
            OfdProblem.SIGNER_NOT_YET_VALID);

    private final Provider provider;
    private final SignatureVerifier signatures;
    private final SealReader seals;
    private final SignedDataReader signedData;
    private final Optional<TrustStore> trust;

    /**
     * @param trust whom to trust; empty where that is not asked, so that nothing is proven of who signed
     * @param provider Bouncy Castle, made once by the caller
     */
    public OfdVerifier(Optional<TrustStore> trust, Provider provider) {
        this.provider = Objects.requireNonNull(provider);
        this.signatures = new SignatureVerifier(provider);
        this.seals = new SealReader(provider);
        this.signedData = new SignedDataReader(provider);
        this.trust = Objects.requireNonNull(trust);
    }

    public OfdJudgement judge(Bytes file, Instant at) throws MalformedOfdException {
        OfdPackage parts = OfdPackage.read(file);
        OfdSignature.Listed listed = OfdSignature.all(parts);
        if (listed.signatures().isEmpty()) {
            return new OfdJudgement(
                    List.of(OfdProblem.NOT_SIGNED),
                    List.of(),
                    parts.names().size(),
                    parts.names().size());
        }
        Set<String> covered = new HashSet<>(listed.lists());
        Set<OfdProblem> problems = new LinkedHashSet<>();
        List<OfdJudgement.JudgedSignature> judged = new ArrayList<>();
        for (OfdSignature signature : listed.signatures()) {
            OfdJudgement.JudgedSignature one = judge(parts, signature, at);
            judged.add(one);
            problems.addAll(one.problems());
            // The value is about the list, and signs itself; the copy of the seal is held against the one inside.
            covered.add(signature.path());
            covered.add(signature.value());
            if (one.form() == OfdJudgement.Form.SEAL) {
                signature.seal().ifPresent(covered::add);
            }
            if (OF_TIME.containsAll(one.problems())) {
                signature.references().forEach(reference -> reference.path().ifPresent(covered::add));
            }
        }
        int uncovered = (int)
                parts.names().stream().filter(name -> !covered.contains(name)).count();
        if (uncovered > 0) {
            problems.add(OfdProblem.PART_NOT_COVERED);
        }
        return new OfdJudgement(List.copyOf(problems), judged, parts.names().size(), uncovered);
    }

    private OfdJudgement.JudgedSignature judge(OfdPackage parts, OfdSignature signature, Instant at)
            throws MalformedOfdException {
        Set<OfdProblem> problems = new LinkedHashSet<>(references(parts, signature));
        SealedValue value = value(parts, signature);
        if (!SM2.contains(value.algorithm())) {
            problems.add(OfdProblem.SIGNATURE_ALGORITHM);
        } else if (!verifies(value.signer(), value.message(), value.signature())) {
            problems.add(OfdProblem.SIGNATURE_BROKEN);
        }
        Bytes hash = HashAlgorithm.SM3.digest(provider, signature.list());
        Optional<Instant> time = signature.time();
        switch (value) {
            case SealedValue.WithSeal sealed -> {
                if (!sealed.dataHash().equals(hash)) {
                    problems.add(OfdProblem.LIST_CHANGED);
                }
                time = sealed.time().or(signature::time);
                judge(sealed, parts, signature, problems);
            }
            case SealedValue.Plain plain -> {
                boolean ofThisList = plain.content()
                        .map(content -> content.equals(hash) || content.equals(signature.list()))
                        .orElse(true);
                Bytes content = plain.content().orElse(signature.list());
                boolean digested = plain.attributesDigest()
                        .map(digest -> digest.equals(HashAlgorithm.SM3.digest(provider, content)))
                        .orElse(true);
                if (!ofThisList || !digested) {
                    problems.add(OfdProblem.LIST_CHANGED);
                }
            }
        }
        judgeTimes(value, time, at, problems);
        return describe(signature, value, time, problems);
    }

    private static OfdJudgement.JudgedSignature describe(
            OfdSignature signature, SealedValue value, Optional<Instant> time, Set<OfdProblem> problems) {
        Optional<SealedValue.WithSeal> sealed =
                value instanceof SealedValue.WithSeal with ? Optional.of(with) : Optional.empty();
        return new OfdJudgement.JudgedSignature(
                signature.path(),
                sealed.isPresent() ? OfdJudgement.Form.SEAL : OfdJudgement.Form.SIGNED_DATA,
                sealed.map(with -> with.seal().version()),
                sealed.map(with -> with.seal().name()),
                value.signer(),
                time,
                signature.references().size(),
                sealed.map(SealedValue.WithSeal::stamped).orElse(false),
                List.copyOf(problems));
    }

    private SealedValue value(OfdPackage parts, OfdSignature signature) throws MalformedOfdException {
        try {
            return value(Asn1Reader.sequence(parts.require(signature.value())), signature);
        } catch (RuntimeException malformed) {
            // Bouncy Castle reads values late, and answers broken ones with unchecked exceptions.
            throw new MalformedOfdException(Reason.SEAL, "ASN.1");
        }
    }

    private SealedValue value(ASN1Sequence value, OfdSignature signature) throws MalformedOfdException {
        if (SignedDataReader.isSignedData(value)) {
            return signedData.read(value, signature.list());
        }
        if (SealReader.isWithSeal(value)) {
            return seals.signature(value);
        }
        throw new MalformedOfdException(Reason.SEAL, "neither a seal nor signed data");
    }

    private Set<OfdProblem> references(OfdPackage parts, OfdSignature signature) {
        Set<OfdProblem> problems = new LinkedHashSet<>();
        Optional<HashAlgorithm> hash = switch (signature.hash()) {
            case "SM3", "1.2.156.10197.1.401" -> Optional.of(HashAlgorithm.SM3);
            case "SHA256", "SHA-256", "2.16.840.1.101.3.4.2.1" -> Optional.of(HashAlgorithm.SHA256);
            default -> Optional.empty();
        };
        if (hash.isEmpty()) {
            problems.add(OfdProblem.DIGEST_ALGORITHM);
            return problems;
        }
        for (OfdSignature.Reference reference : signature.references()) {
            Optional<Bytes> part = reference.path().flatMap(parts::find);
            if (part.isEmpty()) {
                problems.add(OfdProblem.PART_MISSING);
            } else if (!Base64.getEncoder()
                    .encodeToString(hash.get().digest(provider, part.get()).toArray())
                    .equals(reference.digest())) {
                problems.add(OfdProblem.PART_CHANGED);
            }
        }
        return problems;
    }

    private void judge(SealedValue.WithSeal value, OfdPackage parts, OfdSignature signature, Set<OfdProblem> problems)
            throws MalformedOfdException {
        Seal seal = value.seal();
        if (signature.seal().isPresent()
                && !parts.require(signature.seal().get()).equals(seal.encoded())) {
            problems.add(OfdProblem.SEAL_DIFFERS);
        }
        if (!SM2.contains(seal.algorithm())) {
            problems.add(OfdProblem.SIGNATURE_ALGORITHM);
        } else if (!verifies(seal.maker(), seal.information(), seal.signature())
                && !verifies(seal.maker(), seal.alternativeText(), seal.signature())) {
            problems.add(OfdProblem.SEAL_BROKEN);
        }
        if (!mayUse(seal.signers(), encoded(value.signer()))) {
            problems.add(OfdProblem.SIGNER_NOT_IN_SEAL);
        }
    }

    private boolean mayUse(Seal.Signers signers, Bytes certificate) {
        return switch (signers) {
            case Seal.Signers.Certificates listed -> listed.encoded().contains(certificate);
            case Seal.Signers.Digests listed ->
                listed.digests().contains(HashAlgorithm.SM3.digest(provider, certificate))
                        || listed.digests().contains(HashAlgorithm.SHA256.digest(provider, certificate));
        };
    }

    private void judgeTimes(SealedValue value, Optional<Instant> signed, Instant at, Set<OfdProblem> problems) {
        X509Certificate signer = value.signer();
        boolean[] usage = signer.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            problems.add(OfdProblem.KEY_USAGE);
        }
        if (signed.isEmpty()) {
            problems.add(OfdProblem.TIME_MISSING);
        }
        if (signed.filter(time -> time.isAfter(at.plus(CLOCK_TOLERANCE))).isPresent()) {
            problems.add(OfdProblem.TIME_IN_FUTURE);
        }
        Instant time = signed.orElse(at);
        if (value instanceof SealedValue.WithSeal sealed) {
            if (time.isBefore(sealed.seal().validFrom())) {
                problems.add(OfdProblem.SEAL_NOT_YET_VALID);
            }
            if (time.isAfter(sealed.seal().validTo())) {
                problems.add(OfdProblem.SEAL_EXPIRED);
            }
        }
        if (time.isBefore(signer.getNotBefore().toInstant())) {
            problems.add(OfdProblem.SIGNER_NOT_YET_VALID);
        }
        if (time.isAfter(signer.getNotAfter().toInstant())) {
            problems.add(OfdProblem.SIGNER_EXPIRED);
        }
        if (trust.isPresent()) {
            if (!leads(trust.get(), signer, time)) {
                problems.add(OfdProblem.SIGNER_NOT_TRUSTED);
            }
            if (value instanceof SealedValue.WithSeal sealed
                    && !leads(trust.get(), sealed.seal().maker(), sealed.seal().validFrom())
                    && !leads(trust.get(), sealed.seal().maker(), time)) {
                problems.add(OfdProblem.SEAL_MAKER_NOT_TRUSTED);
            }
        }
    }

    private static boolean leads(TrustStore trust, X509Certificate certificate, Instant at) {
        return switch (trust.path(certificate, List.of(), at)) {
            case CertificatePath.Trusted trusted -> true;
            // That the signer's certificate ended is a problem of its own.
            case CertificatePath.Expired expired -> expired.certificate().equals(certificate);
            case CertificatePath.NotYetValid early -> early.certificate().equals(certificate);
            case CertificatePath.Untrusted untrusted -> false;
        };
    }

    private boolean verifies(X509Certificate certificate, Bytes message, Bytes signature) {
        return signatures.verifies(Suite.SM2, SignatureForm.DER, certificate.getPublicKey(), message, signature);
    }

    private static Bytes encoded(X509Certificate certificate) throws MalformedOfdException {
        try {
            return Bytes.of(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new MalformedOfdException(Reason.SEAL, "certificate");
        }
    }
}
