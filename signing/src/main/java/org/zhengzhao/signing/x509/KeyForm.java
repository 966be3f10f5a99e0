package org.zhengzhao.signing.x509;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What kind of public key a certificate holds, and how strong it is. */
sealed interface KeyForm {
    /**
     * @param sound the exponent is odd and at least three; with one everything verifies
     */
    record Rsa(int bits, boolean sound) implements KeyForm {}

    /** On a named curve; parameters that are spelled out are no curve that we know (CVE-2020-0601). */
    record Curve(String identifier) implements KeyForm {}

    record Ed25519() implements KeyForm {}

    record Dsa(int bits) implements KeyForm {}

    record Unknown() implements KeyForm {}

    /** May throw what Bouncy Castle throws for malformed data. */
    static KeyForm of(SubjectPublicKeyInfo key) throws java.io.IOException {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                || algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            RSAPublicKey rsa = RSAPublicKey.getInstance(key.parsePublicKey());
            BigInteger exponent = rsa.getPublicExponent();
            boolean sound = exponent.testBit(0)
                    && exponent.compareTo(BigInteger.valueOf(3)) >= 0
                    && exponent.bitLength() <= 256
                    && rsa.getModulus().testBit(0);
            return new Rsa(rsa.getModulus().signum() > 0 ? rsa.getModulus().bitLength() : 0, sound);
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve
                    ? new Curve(curve.getId())
                    : new Unknown();
        }
        if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return new Ed25519();
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_dsa) && key.getAlgorithm().getParameters() != null) {
            return new Dsa(DSAParameter.getInstance(key.getAlgorithm().getParameters())
                    .getP()
                    .bitLength());
        }
        return new Unknown();
    }
}
