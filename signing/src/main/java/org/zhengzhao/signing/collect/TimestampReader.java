package org.zhengzhao.signing.collect;

import java.nio.ByteBuffer;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.timestamp.MalformedTimestampException;
import org.zhengzhao.signing.timestamp.TimestampToken;
import org.zhengzhao.signing.timestamp.TimestampVerifier;
import org.zhengzhao.signing.verify.SignerFacts;
import org.zhengzhao.signing.verify.TimestampFacts;

/** Reads timestamps and holds them against what they were made over. Whether anybody trusts them is judged later. */
final class TimestampReader {
    private final Provider provider;

    TimestampReader(Provider provider) {
        this.provider = provider;
    }

    /**
     * @param subject where it is
     * @param stored certificates in the document, among which the signer's is looked for too
     * @param data what it should be over, in parts
     */
    TimestampFacts read(Bytes octets, String subject, List<X509Certificate> stored, List<ByteBuffer> data) {
        try {
            return facts(TimestampToken.parse(octets, provider), subject, stored, data);
        } catch (MalformedTimestampException malformed) {
            return broken(subject, malformed.reason().name());
        }
    }

    /** The same for a field that is filled up with zeros. */
    TimestampFacts readPadded(Bytes octets, String subject, List<X509Certificate> stored, List<ByteBuffer> data) {
        try {
            return facts(TimestampToken.parsePadded(octets, provider), subject, stored, data);
        } catch (MalformedTimestampException malformed) {
            return broken(subject, malformed.reason().name());
        }
    }

    static TimestampFacts broken(String subject, String problem) {
        return new TimestampFacts(subject, Optional.of(problem), Optional.empty(), Optional.empty());
    }

    private static TimestampFacts facts(
            TimestampToken token, String subject, List<X509Certificate> stored, List<ByteBuffer> data) {
        Optional<X509Certificate> signer = token.findSigner(stored);
        return new TimestampFacts(
                subject,
                problem(token, signer, data),
                Optional.of(token),
                signer.map(certificate -> signer(certificate, token)));
    }

    private static SignerFacts signer(X509Certificate certificate, TimestampToken token) {
        return Signers.of(
                certificate,
                token.certificates().stream()
                        .filter(other -> !other.equals(certificate))
                        .toList());
    }

    private static Optional<String> problem(
            TimestampToken token, Optional<X509Certificate> signer, List<ByteBuffer> data) {
        if (!token.imprintMatches(data.toArray(ByteBuffer[]::new))) {
            return Optional.of("imprint");
        }
        if (signer.isEmpty() || !token.signatureVerifies(signer.get())) {
            return Optional.of("signature");
        }
        return TimestampVerifier.isForTimestamping(signer.get()) ? Optional.empty() : Optional.of("purpose");
    }
}
