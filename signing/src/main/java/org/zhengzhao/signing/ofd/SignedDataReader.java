package org.zhengzhao.signing.ofd;

import static org.zhengzhao.signing.ofd.Asn1Reader.at;
import static org.zhengzhao.signing.ofd.Asn1Reader.malformed;
import static org.zhengzhao.signing.ofd.Asn1Reader.sequence;

import java.io.IOException;
import java.math.BigInteger;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.zhengzhao.schema.bytes.Bytes;

/** Reads GB/T 35275 signedData: the structure of PKCS #7 under identifiers of its own, with exactly one signer. */
final class SignedDataReader {
    private static final String SIGNED_DATA = "1.2.156.10197.6.1.4.2.2";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final int MAX_CERTIFICATES = 32;
    private static final int MAX_ATTRIBUTES = 64;

    private final Asn1Reader asn1;

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    SignedDataReader(Provider provider) {
        this.asn1 = new Asn1Reader(provider);
    }

    static boolean isSignedData(ASN1Sequence value) {
        return value.size() == 2
                && value.getObjectAt(0).toASN1Primitive() instanceof ASN1ObjectIdentifier type
                && type.getId().equals(SIGNED_DATA);
    }

    SealedValue.Plain read(ASN1Sequence value, Bytes listOfParts) throws MalformedOfdException {
        ASN1Sequence data = sequence(SealReader.untagged(at(value, 1), 0));
        ASN1Sequence content = sequence(at(data, 2));
        Optional<Bytes> inside = content.size() > 1
                ? Optional.of(Asn1Reader.octets(SealReader.untagged(at(content, 1), 0)))
                : Optional.empty();
        List<X509Certificate> certificates = new ArrayList<>();
        int next = 3;
        for (;
                next < data.size() && data.getObjectAt(next).toASN1Primitive() instanceof ASN1TaggedObject tagged;
                next++) {
            if (tagged.getTagNo() == 0) {
                certificates.addAll(certificates(tagged));
            }
        }
        if (!(at(data, next).toASN1Primitive() instanceof ASN1Set signers) || signers.size() != 1) {
            throw malformed("not one signer");
        }
        return signer(sequence(signers.getObjectAt(0)), certificates, inside, inside.orElse(listOfParts));
    }

    private List<X509Certificate> certificates(ASN1TaggedObject tagged) throws MalformedOfdException {
        ASN1Set set = set(tagged);
        if (set.size() > MAX_CERTIFICATES) {
            throw malformed("too many certificates");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (ASN1Encodable one : set) {
            certificates.add(asn1.certificate(Asn1Reader.encoded(one)));
        }
        return certificates;
    }

    private static ASN1Set set(ASN1TaggedObject tagged) throws MalformedOfdException {
        try {
            return ASN1Set.getInstance(tagged, false);
        } catch (RuntimeException other) {
            throw malformed("set");
        }
    }

    private static SealedValue.Plain signer(
            ASN1Sequence signer, List<X509Certificate> certificates, Optional<Bytes> inside, Bytes content)
            throws MalformedOfdException {
        ASN1Sequence named = sequence(at(signer, 1));
        X500Principal issuer = name(Asn1Reader.encoded(at(named, 0)));
        if (!(at(named, 1).toASN1Primitive() instanceof ASN1Integer serial)) {
            throw malformed("serial number");
        }
        X509Certificate certificate = certificates.stream()
                .filter(one -> is(one, issuer, serial.getValue()))
                .findFirst()
                .orElseThrow(() -> malformed("the signer's certificate is not there"));
        int next = 3;
        Bytes message = content;
        Optional<Bytes> digest = Optional.empty();
        if (at(signer, next).toASN1Primitive() instanceof ASN1TaggedObject tagged) {
            ASN1Set attributes = set(tagged);
            digest = Optional.of(digest(attributes));
            message = der(attributes);
            next++;
        }
        return new SealedValue.Plain(
                certificate,
                Asn1Reader.identifier(at(sequence(at(signer, next)), 0)),
                message,
                Asn1Reader.octets(at(signer, next + 1)),
                inside,
                digest);
    }

    private static X500Principal name(Bytes encoded) throws MalformedOfdException {
        try {
            return new X500Principal(encoded.toArray());
        } catch (IllegalArgumentException other) {
            throw malformed("issuer");
        }
    }

    private static boolean is(X509Certificate certificate, X500Principal issuer, BigInteger serial) {
        return certificate.getSerialNumber().equals(serial)
                && certificate.getIssuerX500Principal().equals(issuer);
    }

    private static Bytes digest(ASN1Set attributes) throws MalformedOfdException {
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw malformed("too many attributes");
        }
        Optional<Bytes> digest = Optional.empty();
        boolean typed = false;
        for (ASN1Encodable one : attributes) {
            ASN1Sequence attribute = sequence(one);
            String type = Asn1Reader.identifier(at(attribute, 0));
            if (!(at(attribute, 1).toASN1Primitive() instanceof ASN1Set values) || values.size() != 1) {
                throw malformed("attribute");
            }
            if (type.equals(MESSAGE_DIGEST)) {
                if (digest.isPresent()
                        || !(values.getObjectAt(0).toASN1Primitive() instanceof ASN1OctetString octets)) {
                    throw malformed("message digest");
                }
                digest = Optional.of(Bytes.of(octets.getOctets()));
            }
            typed |= type.equals(CONTENT_TYPE);
        }
        if (!typed) {
            throw malformed("content type");
        }
        return digest.orElseThrow(() -> malformed("message digest"));
    }

    /** As a set under its own tag, which is what is signed. */
    private static Bytes der(ASN1Set attributes) throws MalformedOfdException {
        try {
            return Bytes.of(attributes.getEncoded("DER"));
        } catch (IOException impossible) {
            throw malformed("attributes");
        }
    }
}
