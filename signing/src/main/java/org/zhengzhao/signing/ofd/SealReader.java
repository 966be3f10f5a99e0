package org.zhengzhao.signing.ofd;

import static org.zhengzhao.signing.ofd.Asn1Reader.at;
import static org.zhengzhao.signing.ofd.Asn1Reader.malformed;
import static org.zhengzhao.signing.ofd.Asn1Reader.sequence;

import java.io.IOException;
import java.security.Provider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.zhengzhao.schema.bytes.Bytes;

/**
 * Reads seals and signatures with seals. The versions differ: the first (GM/T 0031-2014) has the maker's part in a sequence of its
 * own, no type of the list of signers, and the signer's certificate inside of what is signed.
 */
final class SealReader {
    private static final int FIRST_VERSION = 1;
    private static final int MAX_SIGNERS = 1000;
    private static final int BY_CERTIFICATE = 1;
    private static final int BY_DIGEST = 2;

    private final Asn1Reader asn1;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    SealReader(Provider provider) {
        this.asn1 = new Asn1Reader(provider);
    }

    SealedValue.WithSeal read(Bytes octets) throws MalformedOfdException {
        return signature(sequence(octets));
    }

    /** Whether a value has the outline of a signature with a seal: a version stands first within what is signed. */
    static boolean isWithSeal(ASN1Sequence value) {
        return value.size() > 1
                && value.getObjectAt(0).toASN1Primitive() instanceof ASN1Sequence signed
                && signed.size() > 1
                && signed.getObjectAt(0).toASN1Primitive() instanceof ASN1Integer;
    }

    SealedValue.WithSeal signature(ASN1Sequence value) throws MalformedOfdException {
        ASN1Sequence signed = sequence(at(value, 0));
        Seal seal = seal(sequence(at(signed, 1)));
        Optional<Instant> time = Asn1Reader.findTime(at(signed, 2));
        Bytes dataHash = Asn1Reader.bits(at(signed, 3));
        // Where the signer's certificate stands tells the versions apart.
        if (value.size() == 2) {
            return new SealedValue.WithSeal(
                    seal,
                    asn1.certificate(Asn1Reader.octets(at(signed, 5))),
                    Asn1Reader.identifier(at(signed, 6)),
                    Asn1Reader.encoded(signed),
                    Asn1Reader.bits(at(value, 1)),
                    time,
                    dataHash,
                    false);
        }
        requireOnly(value);
        return new SealedValue.WithSeal(
                seal,
                asn1.certificate(Asn1Reader.octets(at(value, 1))),
                Asn1Reader.identifier(at(value, 2)),
                Asn1Reader.encoded(signed),
                Asn1Reader.bits(at(value, 3)),
                time,
                dataHash,
                value.size() > 4);
    }

    private Seal seal(ASN1Sequence seal) throws MalformedOfdException {
        ASN1Sequence information = sequence(at(seal, 0));
        ASN1Sequence header = sequence(at(information, 0));
        if (!Asn1Reader.text(at(header, 0)).equals("ES")) {
            throw malformed("not a seal");
        }
        int version = Asn1Reader.number(at(header, 1));
        boolean nested = seal.size() == 2;
        if (!nested) {
            requireOnly(seal);
        }
        ASN1Sequence maker = nested ? sequence(at(seal, 1)) : seal;
        int from = nested ? 0 : 1;
        ASN1Sequence property = sequence(at(information, 2));
        boolean typed = at(property, 2).toASN1Primitive() instanceof ASN1Integer;
        int dates = typed ? 5 : 4;
        ASN1EncodableVector alternative = new ASN1EncodableVector();
        alternative.add(information);
        alternative.add(at(maker, from));
        alternative.add(at(maker, from + 1));
        return new Seal(
                Asn1Reader.encoded(seal),
                nested ? FIRST_VERSION : version,
                Asn1Reader.text(at(property, 1)),
                signers(
                        sequence(at(property, typed ? 3 : 2)),
                        typed ? Asn1Reader.number(at(property, 2)) : BY_CERTIFICATE),
                Asn1Reader.time(at(property, dates)),
                Asn1Reader.time(at(property, dates + 1)),
                asn1.certificate(Asn1Reader.octets(at(maker, from))),
                Asn1Reader.identifier(at(maker, from + 1)),
                Asn1Reader.encoded(information),
                encoded(alternative),
                Asn1Reader.bits(at(maker, from + 2)));
    }

    /** Four values, and perhaps a time-stamp under a tag. */
    private static void requireOnly(ASN1Sequence value) throws MalformedOfdException {
        if (value.size() > 5) {
            throw malformed("too many values");
        }
        if (value.size() == 5) {
            Asn1Reader.bits(untagged(at(value, 4), 0));
        }
    }

    private static Seal.Signers signers(ASN1Sequence list, int type) throws MalformedOfdException {
        if (list.size() > MAX_SIGNERS) {
            throw malformed("too many signers");
        }
        List<Bytes> signers = new ArrayList<>();
        for (ASN1Encodable one : list) {
            signers.add(
                    switch (type) {
                        case BY_CERTIFICATE -> Asn1Reader.octets(one);
                        case BY_DIGEST -> Asn1Reader.octets(at(sequence(one), 1));
                        default -> throw malformed("type of the list of signers");
                    });
        }
        return type == BY_CERTIFICATE ? new Seal.Signers.Certificates(signers) : new Seal.Signers.Digests(signers);
    }

    private static Bytes encoded(ASN1EncodableVector values) throws MalformedOfdException {
        try {
            return Bytes.of(new DERSequence(values).getEncoded());
        } catch (IOException impossible) {
            throw malformed("ASN.1");
        }
    }

    /** The value inside of an explicit tag. */
    static ASN1Encodable untagged(ASN1Encodable value, int tag) throws MalformedOfdException {
        if (value.toASN1Primitive() instanceof ASN1TaggedObject tagged && tagged.getTagNo() == tag) {
            return tagged.getBaseObject();
        }
        throw malformed("tag " + tag);
    }
}
