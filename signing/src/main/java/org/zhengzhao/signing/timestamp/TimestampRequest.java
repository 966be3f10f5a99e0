package org.zhengzhao.signing.timestamp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.timestamp.MalformedTimestampException.Reason;

/**
 * What is asked of a timestamp authority (RFC 3161 §2.4.1).
 *
 * @param algorithm hash by which the imprint was made
 * @param imprint digest of what is to be timestamped
 * @param nonce number that the answer must repeat, so that an old answer cannot be played back
 * @param certificateRequested whether the token is to carry the authority's certificate
 * @param policy object identifier of the policy that is wanted
 */
public record TimestampRequest(
        HashAlgorithm algorithm,
        Bytes imprint,
        Optional<BigInteger> nonce,
        boolean certificateRequested,
        Optional<String> policy) {
    /** The longest request that is read. */
    public static final int MAX_OCTETS = 16 * 1024;

    private static final int NONCE_BITS = 128;

    public TimestampRequest {
        Objects.requireNonNull(algorithm);
        Objects.requireNonNull(nonce);
        policy.ifPresent(ASN1ObjectIdentifier::new);
        if (!TimestampAlgorithms.HASHES.contains(algorithm)) {
            throw new IllegalArgumentException(algorithm + " is not for timestamps");
        }
        if (imprint.length() != algorithm.length()) {
            throw new IllegalArgumentException("the imprint has another length than its hash");
        }
    }

    /** A request with a fresh nonce, for a token that carries its certificate. */
    public static TimestampRequest of(HashAlgorithm algorithm, Bytes imprint, SecureRandom random) {
        if (algorithm == HashAlgorithm.SHA1) {
            throw new IllegalArgumentException("SHA-1 is for old tokens only");
        }
        return new TimestampRequest(
                algorithm,
                imprint,
                Optional.of(new BigInteger(NONCE_BITS, random).setBit(NONCE_BITS - 1)),
                true,
                Optional.empty());
    }

    public TimestampRequest withPolicy(String identifier) {
        return new TimestampRequest(algorithm, imprint, nonce, certificateRequested, Optional.of(identifier));
    }

    /** The request in DER, as it is sent. */
    public Bytes octets() {
        try {
            return Bytes.of(new TimeStampReq(
                            new MessageImprint(new AlgorithmIdentifier(algorithm.identifier()), imprint.toArray()),
                            policy.map(ASN1ObjectIdentifier::new).orElse(null),
                            nonce.map(ASN1Integer::new).orElse(null),
                            ASN1Boolean.getInstance(certificateRequested),
                            null)
                    .getEncoded(ASN1Encoding.DER));
        } catch (IOException memory) {
            throw new UncheckedIOException(memory);
        }
    }

    /** Reads a request. One with extensions is refused: none is known here, and they would be answered wrongly. */
    public static TimestampRequest parse(Bytes octets) throws MalformedTimestampException {
        TimeStampReq read =
                Asn1Octets.attempt(Reason.REQUEST, () -> TimeStampReq.getInstance(Asn1Octets.read(octets, MAX_OCTETS)));
        return Asn1Octets.attempt(Reason.REQUEST, () -> {
            if (!read.getVersion().hasValue(1) || read.getExtensions() != null) {
                throw new MalformedTimestampException(Reason.REQUEST);
            }
            HashAlgorithm algorithm = TimestampAlgorithms.findHash(
                            read.getMessageImprint().getHashAlgorithm().getAlgorithm())
                    .orElseThrow(() -> new MalformedTimestampException(Reason.REQUEST));
            return new TimestampRequest(
                    algorithm,
                    Bytes.of(read.getMessageImprint().getHashedMessage()),
                    Optional.ofNullable(read.getNonce()).map(ASN1Integer::getValue),
                    read.getCertReq() != null && read.getCertReq().isTrue(),
                    Optional.ofNullable(read.getReqPolicy()).map(ASN1ObjectIdentifier::getId));
        });
    }
}
