package org.zhengzhao.signing.cose;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.security.PublicKey;
import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.MalformedCoseException.Reason;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;

/**
 * A COSE_Sign1 message, RFC 9052 §4.2, in the one form that credentials have: tag 18, algorithm and key identifier in the
 * protected header, nothing in the unprotected one, the payload inside.
 *
 * @param algorithm number of the algorithm (RFC 9053); whether it is one of ours is for the verifier to say
 * @param protectedHeader the octets that were signed, never a re-encoding of them
 */
public record CoseSign1(
        long algorithm, KeyIdentifier keyIdentifier, Bytes protectedHeader, Bytes payload, Bytes signature) {
    /** The longest message that is looked at. */
    public static final int MAX_OCTETS = 16 * 1024;

    private static final int TAG_18 = 0xD2;
    private static final int MAX_HEADER = 256;
    private static final int LABEL_ALGORITHM = 1;
    private static final int LABEL_CRITICAL = 2;
    private static final int LABEL_KEY_IDENTIFIER = 4;
    /** {@code typ} (RFC 9596 §2). */
    private static final int LABEL_TYPE = 16;

    public CoseSign1 {
        Objects.requireNonNull(keyIdentifier);
        Objects.requireNonNull(protectedHeader);
        Objects.requireNonNull(payload);
        Objects.requireNonNull(signature);
    }

    /** The protected header with these two entries. */
    public static Bytes header(int algorithm, KeyIdentifier keyIdentifier) {
        return Cbor.encode(CBORObject.NewMap()
                .Add(LABEL_ALGORITHM, algorithm)
                .Add(LABEL_KEY_IDENTIFIER, keyIdentifier.value().toArray()));
    }

    /** The same with the type of what is signed (RFC 9596), for messages that are no credentials. */
    public static Bytes header(long algorithm, KeyIdentifier keyIdentifier, String type) {
        return Cbor.encode(CBORObject.NewMap()
                .Add(LABEL_ALGORITHM, algorithm)
                .Add(LABEL_KEY_IDENTIFIER, keyIdentifier.value().toArray())
                .Add(LABEL_TYPE, type));
    }

    /** What a signature of a message with this header and payload covers (RFC 9052 §4.4, no external data). */
    public static Bytes toBeSigned(Bytes protectedHeader, Bytes payload) {
        return Cbor.encode(CBORObject.NewArray()
                .Add("Signature1")
                .Add(protectedHeader.toArray())
                .Add(new byte[0])
                .Add(payload.toArray()));
    }

    public Bytes toBeSigned() {
        return toBeSigned(protectedHeader, payload);
    }

    /** Whether the algorithm is one of ours and the signature that of the key. */
    public boolean signedBy(PublicKey key, SignatureVerifier signatures) {
        return Suite.ofCose(algorithm)
                .filter(suite -> signatures.verifies(suite, SignatureForm.RAW, key, toBeSigned(), signature))
                .isPresent();
    }

    public Bytes encode() {
        Bytes untagged = Cbor.encode(CBORObject.NewArray()
                .Add(protectedHeader.toArray())
                .Add(CBORObject.NewMap())
                .Add(payload.toArray())
                .Add(signature.toArray()));
        byte[] tagged = new byte[untagged.length() + 1];
        tagged[0] = (byte) TAG_18;
        System.arraycopy(untagged.toArray(), 0, tagged, 1, untagged.length());
        return Bytes.of(tagged);
    }

    /** Whether these octets begin as a tagged COSE_Sign1 does: tag 18 and an array of four. */
    public static boolean looksLike(Bytes octets) {
        return octets.length() > 2 && (octets.at(0) & 0xFF) == TAG_18 && (octets.at(1) & 0xFF) == 0x84;
    }

    public static CoseSign1 parse(Bytes octets) throws MalformedCoseException {
        return parse(octets, MAX_OCTETS);
    }

    /** The same for messages that may be longer than a credential. */
    public static CoseSign1 parse(Bytes octets, int maxOctets) throws MalformedCoseException {
        if (octets.length() > maxOctets) {
            throw new MalformedCoseException(Reason.TOO_LARGE);
        }
        if (octets.length() == 0 || (octets.at(0) & 0xFF) != TAG_18) {
            throw new MalformedCoseException(Reason.TAG);
        }
        // The deterministic form knows no tags; this one is taken off by hand.
        CBORObject parts = Cbor.decode(octets.slice(1, octets.length()), maxOctets);
        if (parts.getType() != CBORType.Array
                || parts.size() != 4
                || parts.get(0).getType() != CBORType.ByteString
                || parts.get(1).getType() != CBORType.Map
                || parts.get(3).getType() != CBORType.ByteString) {
            throw new MalformedCoseException(Reason.STRUCTURE);
        }
        if (parts.get(1).size() != 0) {
            throw new MalformedCoseException(Reason.UNPROTECTED_HEADER);
        }
        if (parts.get(2).isNull()) {
            throw new MalformedCoseException(Reason.DETACHED_PAYLOAD);
        }
        if (parts.get(2).getType() != CBORType.ByteString) {
            throw new MalformedCoseException(Reason.STRUCTURE);
        }
        Bytes header = Bytes.of(parts.get(0).GetByteString());
        CBORObject labels = Cbor.decode(header, MAX_HEADER);
        if (labels.getType() != CBORType.Map) {
            throw new MalformedCoseException(Reason.STRUCTURE);
        }
        if (labels.ContainsKey(LABEL_CRITICAL)) {
            throw new MalformedCoseException(Reason.CRITICAL);
        }
        return new CoseSign1(
                algorithm(labels),
                keyIdentifier(labels),
                header,
                Bytes.of(parts.get(2).GetByteString()),
                Bytes.of(parts.get(3).GetByteString()));
    }

    private static long algorithm(CBORObject labels) throws MalformedCoseException {
        CBORObject value = labels.get(CBORObject.FromObject(LABEL_ALGORITHM));
        if (value == null || value.getType() != CBORType.Integer || !value.CanValueFitInInt64()) {
            throw new MalformedCoseException(Reason.ALGORITHM);
        }
        return value.AsInt64Value();
    }

    private static KeyIdentifier keyIdentifier(CBORObject labels) throws MalformedCoseException {
        CBORObject value = labels.get(CBORObject.FromObject(LABEL_KEY_IDENTIFIER));
        if (value == null
                || value.getType() != CBORType.ByteString
                || value.GetByteString().length != KeyIdentifier.LENGTH) {
            throw new MalformedCoseException(Reason.KEY_IDENTIFIER);
        }
        return new KeyIdentifier(Bytes.of(value.GetByteString()));
    }
}
