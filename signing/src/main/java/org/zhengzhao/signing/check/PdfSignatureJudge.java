package org.zhengzhao.signing.check;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.LegacyPolicy;
import org.zhengzhao.signing.cms.MalformedCmsException;
import org.zhengzhao.signing.cms.SignedMessage;
import org.zhengzhao.signing.cms.SignedMessageReader;
import org.zhengzhao.signing.structure.Change;
import org.zhengzhao.signing.structure.PdfValue;
import org.zhengzhao.signing.structure.SignatureInspection;
import org.zhengzhao.signing.structure.SignedRange;
import org.zhengzhao.signing.timestamp.MalformedTimestampException;
import org.zhengzhao.signing.timestamp.TimestampJudgement;
import org.zhengzhao.signing.timestamp.TimestampProblem;
import org.zhengzhao.signing.timestamp.TimestampToken;
import org.zhengzhao.signing.timestamp.TimestampVerifier;
import org.zhengzhao.signing.trust.CertificatePath;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.x509.AlgorithmPolicy;
import org.zhengzhao.signing.x509.PathRequest;

/** Judges the signatures of one file, each by itself. */
final class PdfSignatureJudge {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    /** For signatures, and for the certificates of those who made them. */
    private static final LegacyPolicy LEGACY = LegacyPolicy.COLLISIONS;

    private final byte[] file;
    private final PdfCheck.Options options;
    private final Provider provider;
    private final SignedMessageReader messages;
    private final Optional<TrustStore> trust;

    PdfSignatureJudge(Bytes file, PdfCheck.Options options, Provider provider) {
        this.file = file.toArray();
        this.options = options;
        this.provider = provider;
        this.messages = new SignedMessageReader(provider);
        this.trust = options.trust().map(certificates -> TrustStore.of(certificates, provider));
    }

    /** Something that does not hold. */
    record Trouble(PdfProblem problem, String detail) {
        Trouble {
            Objects.requireNonNull(problem);
            Objects.requireNonNull(detail);
        }
    }

    /**
     * What was found about a signature.
     *
     * @param unproven why nobody who is trusted stands behind it, where it is a document timestamp and trust is asked about
     * @param values facts by name, for people and machines
     */
    record Judged(
            SignatureInspection place, List<Trouble> troubles, Optional<Trouble> unproven, Map<String, String> values) {
        Judged {
            Objects.requireNonNull(place);
            Objects.requireNonNull(unproven);
            troubles = List.copyOf(troubles);
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    Judged judge(SignatureInspection place) {
        List<Trouble> troubles = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        if (place.problem().isPresent()) {
            PdfProblem problem = switch (place.problem().get()) {
                case BYTE_RANGE -> PdfProblem.BYTE_RANGE;
                case CONTENTS -> PdfProblem.CONTENTS;
                case REVISION -> PdfProblem.REVISION;
            };
            troubles.add(new Trouble(problem, "signature " + place.object()));
            return new Judged(place, troubles, Optional.empty(), values);
        }
        Optional<Trouble> unproven = Optional.empty();
        String subFilter =
                place.dictionary().find("SubFilter").orElse(new PdfValue.Null()) instanceof PdfValue.Name name
                        ? name.value()
                        : "";
        values.put("subFilter", subFilter);
        switch (subFilter) {
            case "ETSI.RFC3161" -> unproven = timestamp(place, troubles, values);
            case "ETSI.CAdES.detached", "adbe.pkcs7.detached" -> signature(place, subFilter, troubles, values);
            case "adbe.pkcs7.sha1", "adbe.x509.rsa_sha1" ->
                troubles.add(new Trouble(PdfProblem.ALGORITHM, subFilter + " rests on SHA-1"));
            default -> troubles.add(new Trouble(PdfProblem.CMS_FORM, "SubFilter"));
        }
        for (Change change : place.refused()) {
            troubles.add(new Trouble(PdfProblem.CHANGED_AFTER_SIGNING, change.subject() + " " + change.what()));
        }
        return new Judged(place, troubles, unproven, values);
    }

    private ByteBuffer[] covered(SignatureInspection place) {
        SignedRange range = place.range().orElseThrow();
        return new ByteBuffer[] {
            ByteBuffer.wrap(file, 0, range.gapStart()),
            ByteBuffer.wrap(file, range.gapEnd(), range.end() - range.gapEnd())
        };
    }

    /** Why nobody who is trusted stands behind it; empty where somebody does, or trust is not asked about. */
    private Optional<Trouble> timestamp(SignatureInspection place, List<Trouble> troubles, Map<String, String> values) {
        try {
            int length = padding(place, values);
            TimestampToken token = TimestampToken.parse(place.contents().slice(0, length), provider);
            TimestampJudgement judgement = judge(token, covered(place));
            describe(judgement, values);
            trouble(judgement).ifPresent(troubles::add);
            return trust.isPresent() ? unproven(judgement) : Optional.empty();
        } catch (MalformedCmsException malformed) {
            troubles.add(new Trouble(PdfProblem.TIMESTAMP, malformed.part()));
        } catch (MalformedTimestampException malformed) {
            troubles.add(new Trouble(PdfProblem.TIMESTAMP, malformed.reason().name()));
        }
        return Optional.empty();
    }

    /** The length of the container. What stands behind it shows nothing and signs nothing, and is told. */
    private static int padding(SignatureInspection place, Map<String, String> values) throws MalformedCmsException {
        int length = SignedMessageReader.lengthOf(place.contents());
        for (int i = length; i < place.contents().length(); i++) {
            if (place.contents().at(i) != 0) {
                values.put("padding", "not only zeros");
                break;
            }
        }
        return length;
    }

    private TimestampJudgement judge(TimestampToken token, ByteBuffer... data) {
        return new TimestampVerifier(options.trust().orElseGet(token::certificates), provider)
                .judge(token, options.at(), data);
    }

    private static void describe(TimestampJudgement judgement, Map<String, String> values) {
        values.put("timestamp", judgement.info().time().toString());
        values.put(
                "timestampProblems",
                judgement.problems().isEmpty() ? "" : judgement.problems().toString());
        judgement
                .signer()
                .ifPresent(signer -> values.put(
                        "timestampSigner", signer.getSubjectX500Principal().getName()));
    }

    /** What makes a timestamp false. Who made it, and when, decides only what it proves. */
    private static Optional<Trouble> trouble(TimestampJudgement judgement) {
        return judgement.problems().stream()
                .filter(problem -> switch (problem) {
                    case SIGNER_NOT_FOUND, SIGNATURE_BROKEN, NOT_FOR_TIMESTAMPING, IMPRINT_MISMATCH -> true;
                    case ALGORITHM_TOO_WEAK, SIGNER_NOT_TRUSTED, SIGNER_EXPIRED, SIGNER_NOT_YET_VALID -> false;
                    case TIME_IN_FUTURE, NONCE_MISMATCH, POLICY_MISMATCH, CERTIFICATE_MISSING -> false;
                })
                .findFirst()
                .map(problem -> new Trouble(PdfProblem.TIMESTAMP, problem.name()));
    }

    /** What makes a timestamp prove nothing, though it is one. */
    private static Optional<Trouble> unproven(TimestampJudgement judgement) {
        return judgement.problems().stream()
                .map(PdfSignatureJudge::unproven)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Trouble> unproven(TimestampProblem problem) {
        Optional<PdfProblem> unproven = switch (problem) {
            case ALGORITHM_TOO_WEAK -> Optional.of(PdfProblem.ALGORITHM);
            case SIGNER_NOT_TRUSTED -> Optional.of(PdfProblem.UNTRUSTED);
            case SIGNER_EXPIRED -> Optional.of(PdfProblem.CERTIFICATE_EXPIRED);
            case SIGNER_NOT_YET_VALID -> Optional.of(PdfProblem.CERTIFICATE_NOT_YET_VALID);
            case SIGNER_NOT_FOUND, SIGNATURE_BROKEN, NOT_FOR_TIMESTAMPING, IMPRINT_MISMATCH -> Optional.empty();
            case TIME_IN_FUTURE, NONCE_MISMATCH, POLICY_MISMATCH, CERTIFICATE_MISSING -> Optional.empty();
        };
        return unproven.map(found -> new Trouble(found, "nobody but a timestamp authority: " + problem));
    }

    private void signature(
            SignatureInspection place, String subFilter, List<Trouble> troubles, Map<String, String> values) {
        SignedMessage message;
        try {
            padding(place, values);
            message = messages.read(place.contents());
        } catch (MalformedCmsException malformed) {
            PdfProblem problem = malformed.reason() == MalformedCmsException.Reason.ALGORITHM
                    ? PdfProblem.ALGORITHM
                    : PdfProblem.CMS_FORM;
            troubles.add(new Trouble(problem, malformed.part()));
            return;
        }
        X509Certificate signer = message.certificate();
        values.put("signer", signer.getSubjectX500Principal().getName());
        values.put("algorithm", message.scheme().label());
        message.claimedTime().ifPresent(time -> values.put("claimedTime", time.toString()));
        form(message, subFilter).ifPresent(part -> troubles.add(new Trouble(PdfProblem.CMS_FORM, part)));
        if (!LEGACY.allows(message.scheme().hash(), options.at())
                || !LEGACY.allows(signer.getPublicKey(), options.at())) {
            troubles.add(new Trouble(PdfProblem.ALGORITHM, message.scheme().label() + " was too weak"));
        }
        if (!message.scheme().hash().digest(provider, covered(place)).equals(message.messageDigest())) {
            troubles.add(new Trouble(PdfProblem.HASH_MISMATCH, "signature " + place.object()));
        }
        if (!message.verifies(provider)) {
            troubles.add(new Trouble(PdfProblem.SIGNATURE_BROKEN, "signature " + place.object()));
        }
        Optional<Instant> proven = timestamps(message, troubles, values);
        values.put("level", level(place, message));
        if (!signs(signer)) {
            troubles.add(new Trouble(PdfProblem.KEY_USAGE, "signature " + place.object()));
        }
        trust.flatMap(store -> untrusted(store, message, proven)).ifPresent(troubles::add);
    }

    private static Optional<String> form(SignedMessage message, String subFilter) {
        if (message.content().isPresent()) {
            return Optional.of("content inside");
        }
        if (!message.contentType().equals(SignedMessage.DATA)
                && !message.contentType().equals(SignedMessage.DATA_GM)) {
            return Optional.of("content type");
        }
        // EN 319 142-1 §6.3 requires the attribute; elsewhere it may be missing, and must fit where it is there.
        boolean named = message.namesCertificate().orElse(!subFilter.startsWith("ETSI"));
        return named ? Optional.empty() : Optional.of("signing-certificate");
    }

    /** The earliest time that a timestamp over the signature value proves, where its authority is trusted. */
    private Optional<Instant> timestamps(SignedMessage message, List<Trouble> troubles, Map<String, String> values) {
        Optional<Instant> proven = Optional.empty();
        for (Bytes octets : message.timestamps()) {
            try {
                TimestampJudgement judgement = judge(
                        TimestampToken.parse(octets, provider),
                        ByteBuffer.wrap(message.signature().toArray()));
                describe(judgement, values);
                trouble(judgement).ifPresent(troubles::add);
                Instant time = judgement.info().time();
                if (onlyFuture(judgement)
                        && proven.filter(other -> other.isBefore(time)).isEmpty()) {
                    proven = Optional.of(time);
                }
            } catch (MalformedTimestampException malformed) {
                troubles.add(
                        new Trouble(PdfProblem.TIMESTAMP, malformed.reason().name()));
            }
        }
        return proven;
    }

    /** The time of judgement may lie before that of a timestamp: whoever asks about the past knows what came after. */
    private boolean onlyFuture(TimestampJudgement judgement) {
        return trust.isPresent()
                && judgement.problems().stream().allMatch(problem -> problem == TimestampProblem.TIME_IN_FUTURE);
    }

    private static String level(SignatureInspection place, SignedMessage message) {
        boolean evidence =
                place.laterChanges().stream().anyMatch(change -> change.kind() == Change.Kind.VALIDATION_DATA);
        boolean stamped =
                place.laterChanges().stream().anyMatch(change -> change.kind() == Change.Kind.DOCUMENT_TIMESTAMP);
        if (evidence) {
            return stamped ? "LTA" : "LT";
        }
        return stamped || !message.timestamps().isEmpty() ? "T" : "B";
    }

    private static boolean signs(X509Certificate signer) {
        boolean[] usage = signer.getKeyUsage();
        return usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION];
    }

    /** Judged at the given time or, where that fails, at the time that a timestamp proves. */
    private Optional<Trouble> untrusted(TrustStore store, SignedMessage message, Optional<Instant> proven) {
        Optional<Trouble> now = untrusted(store, message, options.at());
        return now.isPresent() && proven.isPresent() ? untrusted(store, message, proven.get()) : now;
    }

    private static Optional<Trouble> untrusted(TrustStore store, SignedMessage message, Instant at) {
        PathRequest request = PathRequest.at(at).withAlgorithms(new AlgorithmPolicy(LEGACY.end()));
        return switch (store.path(message.certificate(), message.certificates(), request)) {
            case CertificatePath.Trusted trusted -> Optional.empty();
            case CertificatePath.Expired expired -> Optional.of(new Trouble(PdfProblem.CERTIFICATE_EXPIRED, ""));
            case CertificatePath.NotYetValid notYet ->
                Optional.of(new Trouble(PdfProblem.CERTIFICATE_NOT_YET_VALID, ""));
            case CertificatePath.Untrusted untrusted ->
                Optional.of(
                        new Trouble(PdfProblem.UNTRUSTED, untrusted.problem().name()));
        };
    }
}
