package org.zhengzhao.signing.envelope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cbor.CborItem;
import org.zhengzhao.signing.cbor.CborLimits;
import org.zhengzhao.signing.cbor.CborReader;
import org.zhengzhao.signing.cbor.MalformedCborException;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException.Reason;

/** COSE_Key and COSE_KeySet, RFC 9052 §7, RFC 9053 §7, RFC 8230 §4. */
final class CoseKeyReader {
    private static final int TYPE = 1;
    private static final int KEY_IDENTIFIER = 2;
    private static final int ALGORITHM = 3;
    private static final int OPERATIONS = 4;

    private static final long TYPE_OKP = 1;
    private static final long TYPE_EC2 = 2;
    private static final long TYPE_RSA = 3;
    private static final long OPERATION_SIGN = 1;
    private static final long OPERATION_VERIFY = 2;
    private static final long ED25519 = 6;
    private static final long ED448 = 7;

    private final KeyTypes types;

    CoseKeyReader(KeyTypes types) {
        this.types = types;
    }

    List<VerificationKey> read(Bytes octets) throws MalformedEnvelopeException {
        CborItem item;
        try {
            item = CborReader.read(octets, CborLimits.DEFAULT.withOctets(KeyReader.MAX_OCTETS))
                    .item();
        } catch (MalformedCborException malformed) {
            throw new MalformedEnvelopeException(Reason.CBOR, "key");
        }
        if (item instanceof CborItem.Pairs key) {
            return List.of(key(key));
        }
        List<VerificationKey> keys = new ArrayList<>();
        if (item instanceof CborItem.Items set) {
            for (CborItem member : set.values()) {
                keys.add(key(member.asPairs().orElseThrow(() -> refused("key set"))));
            }
        }
        return keys;
    }

    private VerificationKey key(CborItem.Pairs key) throws MalformedEnvelopeException {
        if (key.find(OPERATIONS).isPresent() && !verifies(key.find(OPERATIONS).get())) {
            throw refused("not for signatures");
        }
        Optional<Bytes> keyIdentifier = key.find(KEY_IDENTIFIER).flatMap(CborItem::asOctets);
        Optional<SignatureAlgorithm> only = Optional.empty();
        if (key.find(ALGORITHM).isPresent()) {
            only = key.find(ALGORITHM).flatMap(CborItem::asLong).flatMap(SignatureAlgorithm::ofCose);
            if (only.isEmpty()) {
                return new VerificationKey(Optional.empty(), keyIdentifier, Optional.empty());
            }
        }
        CborItem type = key.find(TYPE).orElseThrow(() -> refused("kty"));
        long number = type.asLong().orElse(0L);
        Optional<Long> curve = key.find(-1).flatMap(CborItem::asLong);
        if (number == TYPE_EC2) {
            Optional<KeyTypes.Curve> known = Arrays.stream(KeyTypes.Curve.values())
                    .filter(candidate -> curve.filter(candidate::is).isPresent())
                    .findFirst();
            return known.isEmpty()
                    ? new VerificationKey(Optional.empty(), keyIdentifier, only)
                    : new VerificationKey(
                            Optional.of(types.elliptic(known.get(), octets(key, -2), octets(key, -3))),
                            keyIdentifier,
                            only);
        }
        if (number == TYPE_OKP && curve.equals(Optional.of(ED25519))) {
            return new VerificationKey(Optional.of(types.ed25519(octets(key, -2))), keyIdentifier, only);
        }
        if (number == TYPE_OKP && curve.equals(Optional.of(ED448))) {
            return new VerificationKey(Optional.of(types.ed448(octets(key, -2))), keyIdentifier, only);
        }
        if (number == TYPE_RSA) {
            return new VerificationKey(Optional.of(types.rsa(octets(key, -1), octets(key, -2))), keyIdentifier, only);
        }
        return new VerificationKey(Optional.empty(), keyIdentifier, only);
    }

    private static boolean verifies(CborItem operations) {
        return operations instanceof CborItem.Items items
                && items.values().stream()
                        .flatMap(item -> item.asLong().stream())
                        .anyMatch(number -> number == OPERATION_VERIFY || number == OPERATION_SIGN);
    }

    /** A point may have only the sign of its y (RFC 9053 §7.1.1); such keys are not read. */
    private static Bytes octets(CborItem.Pairs key, long label) throws MalformedEnvelopeException {
        return key.find(label).flatMap(CborItem::asOctets).orElseThrow(() -> refused("parameter " + label));
    }

    private static MalformedEnvelopeException refused(String where) {
        return new MalformedEnvelopeException(Reason.KEY, where);
    }
}
