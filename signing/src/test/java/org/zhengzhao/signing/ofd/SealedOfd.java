package org.zhengzhao.signing.ofd;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;

/** Makes signed OFD documents for tests, broken ones too; everything may be changed before and after signing. */
final class SealedOfd {
    static final TestPki PKI = new TestPki(Suite.SM2, Samples.CEREMONY);
    static final SigningKey MAKER = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    static final SigningKey SIGNER = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    static final Instant TIME = Samples.NOW;
    private static final String SM2 = "1.2.156.10197.1.501";
    private static final String FOLDER = "Doc_0/Signs/Sign_0/";

    /** How it is signed. */
    enum Version {
        FIRST,
        FOURTH,
        FOURTH_BY_DIGEST,
        FOURTH_OVER_ALL,
        PLAIN,
        PLAIN_DETACHED,
        PLAIN_WITH_ATTRIBUTES
    }

    final Map<String, Bytes> parts = new LinkedHashMap<>();
    Version version = Version.FOURTH;
    Instant time = TIME;
    Instant from = TIME.minusSeconds(1000);
    Instant to = TIME.plusSeconds(1000);
    SigningKey maker = MAKER;
    SigningKey signer = SIGNER;
    SigningKey mayUse = SIGNER;
    String algorithm = SM2;
    String checkMethod = "SM3";
    /** What the maker signs instead. */
    String sealName = "测试印章";

    SealedOfd() {
        put(
                "OFD.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:OFD"
                        + " xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:DocBody>"
                        + "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>"
                        + "</ofd:DocBody></ofd:OFD>");
        put("Doc_0/Document.xml", "<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"/>");
        put("Doc_0/Pages/Page_0/Content.xml", "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"/>");
        put(
                "Doc_0/Signs/Signatures.xml",
                "<ofd:Signatures xmlns:ofd=\"http://www.ofdspec.org/2016\">"
                        + "<ofd:Signature ID=\"1\" BaseLoc=\"Sign_0/Signature.xml\"/></ofd:Signatures>");
    }

    void put(String name, String text) {
        parts.put(name, Bytes.utf8(text));
    }

    /** Signs what is there now. */
    SealedOfd sign() {
        StringBuilder references = new StringBuilder();
        parts.forEach((name, content) -> references
                .append("<ofd:Reference FileRef=\"/")
                .append(name)
                .append("\"><ofd:CheckValue>")
                .append(Base64.getEncoder()
                        .encodeToString(HashAlgorithm.SM3
                                .digest(TestPki.PROVIDER, content)
                                .toArray()))
                .append("</ofd:CheckValue></ofd:Reference>"));
        boolean plain = version.name().startsWith("PLAIN");
        String list = "<ofd:Signature"
                + " xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:SignedValue>SignedValue.dat</ofd:SignedValue>"
                + "<ofd:SignedInfo><ofd:SignatureDateTime>"
                + time.toString().replaceAll("[-:T]", "").substring(0, 14) + "Z</ofd:SignatureDateTime>"
                + (plain ? "" : "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>")
                + "<ofd:References CheckMethod=\"" + checkMethod + "\">" + references
                + "</ofd:References></ofd:SignedInfo>"
                + "</ofd:Signature>";
        put(FOLDER + "Signature.xml", list);
        Bytes hash = HashAlgorithm.SM3.digest(TestPki.PROVIDER, Bytes.utf8(list));
        if (plain) {
            parts.put(FOLDER + "SignedValue.dat", encoded(signedData(hash, Bytes.utf8(list))));
        } else {
            DERSequence seal = seal();
            parts.put(FOLDER + "Seal.esl", encoded(seal));
            parts.put(FOLDER + "SignedValue.dat", encoded(signature(seal, hash)));
        }
        return this;
    }

    private DERSequence signature(DERSequence seal, Bytes hash) {
        boolean first = version == Version.FIRST;
        ASN1EncodableVector signed = new ASN1EncodableVector();
        signed.add(new ASN1Integer(first ? 1 : 4));
        signed.add(seal);
        signed.add(
                first
                        ? new DERBitString(
                                encoded(new DERUTCTime(Date.from(time))).toArray())
                        : general(time));
        signed.add(new DERBitString(hash.toArray()));
        signed.add(new DERIA5String("/" + FOLDER + "Signature.xml"));
        if (first) {
            signed.add(certificate(signer));
            signed.add(new ASN1ObjectIdentifier(algorithm));
            DERSequence all = new DERSequence(signed);
            return sequence(all, bits(signer, encoded(all)));
        }
        DERSequence all = new DERSequence(signed);
        return sequence(all, certificate(signer), new ASN1ObjectIdentifier(algorithm), bits(signer, encoded(all)));
    }

    private DERSequence seal() {
        boolean first = version == Version.FIRST;
        ASN1EncodableVector property = new ASN1EncodableVector();
        property.add(new ASN1Integer(1));
        property.add(new DERUTF8String(sealName));
        if (version == Version.FOURTH_BY_DIGEST) {
            property.add(new ASN1Integer(2));
            property.add(sequence(sequence(
                    new DERPrintableString("SM3"),
                    new DEROctetString(HashAlgorithm.SM3
                            .digest(
                                    TestPki.PROVIDER,
                                    Bytes.of(certificate(mayUse).getOctets()))
                            .toArray()))));
        } else {
            if (!first) {
                property.add(new ASN1Integer(1));
            }
            property.add(sequence(certificate(mayUse)));
        }
        for (Instant one : new Instant[] {from, from, to}) {
            property.add(first ? new DERUTCTime(Date.from(one)) : general(one));
        }
        DERSequence information = sequence(
                sequence(new DERIA5String("ES"), new ASN1Integer(first ? 1 : 4), new DERIA5String("test")),
                new DERIA5String("0001"),
                new DERSequence(property),
                sequence(
                        new DERIA5String("PNG"),
                        new DEROctetString(new byte[] {1}),
                        new ASN1Integer(40),
                        new ASN1Integer(40)));
        ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(algorithm);
        boolean all = first || version == Version.FOURTH_OVER_ALL;
        Bytes message = all ? encoded(sequence(information, certificate(MAKER), oid)) : encoded(information);
        return first
                ? sequence(information, sequence(certificate(MAKER), oid, bits(maker, message)))
                : sequence(information, certificate(MAKER), oid, bits(maker, message));
    }

    private DERSequence signedData(Bytes hash, Bytes list) {
        String types = "1.2.156.10197.6.1.4.2.";
        Bytes content = version == Version.PLAIN_DETACHED ? list : hash;
        ASN1EncodableVector inside = new ASN1EncodableVector();
        inside.add(new ASN1ObjectIdentifier(types + "1"));
        if (version != Version.PLAIN_DETACHED) {
            inside.add(new DERTaggedObject(true, 0, new DEROctetString(content.toArray())));
        }
        X500Name issuer = X500Name.getInstance(
                signer.certificate().getIssuerX500Principal().getEncoded());
        ASN1EncodableVector one = new ASN1EncodableVector();
        one.add(new ASN1Integer(1));
        one.add(sequence(issuer, new ASN1Integer(signer.certificate().getSerialNumber())));
        one.add(sequence(new ASN1ObjectIdentifier("1.2.156.10197.1.401")));
        Bytes message = content;
        if (version == Version.PLAIN_WITH_ATTRIBUTES) {
            DERSet attributes = new DERSet(new ASN1Encodable[] {
                sequence(
                        new ASN1ObjectIdentifier("1.2.840.113549.1.9.3"),
                        new DERSet(new ASN1ObjectIdentifier(types + "1"))),
                sequence(
                        new ASN1ObjectIdentifier("1.2.840.113549.1.9.4"),
                        new DERSet(new DEROctetString(HashAlgorithm.SM3
                                .digest(TestPki.PROVIDER, content)
                                .toArray())))
            });
            one.add(new DERTaggedObject(false, 0, attributes));
            message = encoded(attributes);
        }
        one.add(sequence(new ASN1ObjectIdentifier(algorithm)));
        one.add(new DEROctetString(signer.signDer(message.toArray()).toArray()));
        return sequence(
                new ASN1ObjectIdentifier(types + "2"),
                new DERTaggedObject(
                        true,
                        0,
                        sequence(
                                new ASN1Integer(1),
                                new DERSet(sequence(new ASN1ObjectIdentifier("1.2.156.10197.1.401"))),
                                new DERSequence(inside),
                                new DERTaggedObject(
                                        false,
                                        0,
                                        new DERSet(org.bouncycastle.asn1.x509.Certificate.getInstance(
                                                certificate(signer).getOctets()))),
                                new DERSet(new DERSequence(one)))));
    }

    private static DERSequence sequence(ASN1Encodable... values) {
        return new DERSequence(values);
    }

    private static DERGeneralizedTime general(Instant time) {
        return new DERGeneralizedTime(Date.from(time));
    }

    private static DERBitString bits(SigningKey key, Bytes message) {
        return new DERBitString(key.signDer(message.toArray()).toArray());
    }

    private static DEROctetString certificate(SigningKey key) {
        try {
            return new DEROctetString(key.certificate().getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Bytes encoded(ASN1Encodable value) {
        try {
            return Bytes.of(value.toASN1Primitive().getEncoded("DER"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Bytes zip() {
        return zip(parts);
    }

    static Bytes zip(Map<String, Bytes> parts) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, Bytes> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().toArray());
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Bytes.of(octets.toByteArray());
    }
}
