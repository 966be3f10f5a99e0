package org.zhengzhao.signing.cose;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORException;
import com.upokecenter.cbor.CBORObject;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.MalformedCoseException.Reason;

/** Deterministic CBOR (the CTAP2 canonical form of RFC 8949 §4.2.3): shortest lengths, sorted keys, no tags, none twice. */
public final class Cbor {
    private static final CBOREncodeOptions DETERMINISTIC =
            new CBOREncodeOptions("ctap2canonical=true;allowduplicatekeys=false;resolvereferences=false");

    private Cbor() {}

    public static Bytes encode(CBORObject item) {
        return Bytes.of(item.EncodeToBytes(DETERMINISTIC));
    }

    /** Reads exactly one item without tags. */
    public static CBORObject decode(Bytes octets, int maxOctets) throws MalformedCoseException {
        if (octets.length() > maxOctets) {
            throw new MalformedCoseException(Reason.TOO_LARGE);
        }
        if (octets.length() == 0) {
            throw new MalformedCoseException(Reason.CBOR);
        }
        try {
            return CBORObject.DecodeFromBytes(octets.toArray(), DETERMINISTIC);
        } catch (CBORException malformed) {
            throw new MalformedCoseException(Reason.CBOR);
        }
    }
}
