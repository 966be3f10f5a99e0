package org.zhengzhao.signing.timestamp;

import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/** Checks the signature of a token: a closed list of algorithms, each with a time until which it counts. */
final class TokenSignature {
    private static final int SHORTEST_RSA = 2048;
    private static final int SHORTEST_RSA_OF_OLD = 1024;
    private static final int SHORTEST_CURVE = 224;

    /** The hash that a signature algorithm names itself; RSA by its bare name and EdDSA are treated apart. */
    private static final Map<ASN1ObjectIdentifier, HashAlgorithm> NAMED = Map.ofEntries(
            Map.entry(PKCSObjectIdentifiers.sha1WithRSAEncryption, HashAlgorithm.SHA1),
            Map.entry(PKCSObjectIdentifiers.sha256WithRSAEncryption, HashAlgorithm.SHA256),
            Map.entry(PKCSObjectIdentifiers.sha384WithRSAEncryption, HashAlgorithm.SHA384),
            Map.entry(PKCSObjectIdentifiers.sha512WithRSAEncryption, HashAlgorithm.SHA512),
            Map.entry(NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_256, HashAlgorithm.SHA3_256),
            Map.entry(NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_384, HashAlgorithm.SHA3_384),
            Map.entry(NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_512, HashAlgorithm.SHA3_512),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA1, HashAlgorithm.SHA1),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA256, HashAlgorithm.SHA256),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA384, HashAlgorithm.SHA384),
            Map.entry(X9ObjectIdentifiers.ecdsa_with_SHA512, HashAlgorithm.SHA512),
            Map.entry(NISTObjectIdentifiers.id_ecdsa_with_sha3_256, HashAlgorithm.SHA3_256),
            Map.entry(NISTObjectIdentifiers.id_ecdsa_with_sha3_384, HashAlgorithm.SHA3_384),
            Map.entry(NISTObjectIdentifiers.id_ecdsa_with_sha3_512, HashAlgorithm.SHA3_512),
            Map.entry(GMObjectIdentifiers.sm2sign_with_sm3, HashAlgorithm.SM3));

    private final Provider provider;

    TokenSignature(Provider provider) {
        this.provider = provider;
    }

    boolean verifies(SignerInformation signer, X509Certificate certificate) {
        try {
            // By the key and not by the certificate: with that, Bouncy Castle would compare dates on its own.
            return hash(signer).isPresent()
                    && signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                            .setProvider(provider)
                            .build(certificate.getPublicKey()));
        } catch (CMSException | OperatorCreationException | RuntimeException refused) {
            return false;
        }
    }

    /** Whether a signature of that kind by that key proved something at that time. */
    boolean isStrongAt(Instant time, SignerInformation signer, PublicKey key) {
        Optional<HashAlgorithm> content =
                HashAlgorithm.find(signer.getDigestAlgorithmID().getAlgorithm());
        return content.filter(hash -> hash.isStrongAt(time)).isPresent()
                && hash(signer).filter(hash -> hash.isStrongAt(time)).isPresent()
                && longEnough(key, time);
    }

    private static boolean longEnough(PublicKey key, Instant time) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= SHORTEST_RSA || bits >= SHORTEST_RSA_OF_OLD && time.isBefore(HashAlgorithm.WEAK_UNTIL);
        }
        return !(key instanceof ECPublicKey ec)
                || ec.getParams().getCurve().getField().getFieldSize() >= SHORTEST_CURVE;
    }

    /** The weakest hash that the signature of the signed attributes leans on; empty for an algorithm that is not known. */
    private static Optional<HashAlgorithm> hash(SignerInformation signer) {
        AlgorithmIdentifier algorithm = signer.toASN1Structure().getDigestEncryptionAlgorithm();
        ASN1ObjectIdentifier identifier = algorithm.getAlgorithm();
        Optional<HashAlgorithm> content =
                HashAlgorithm.find(signer.getDigestAlgorithmID().getAlgorithm());
        if (identifier.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return content;
        }
        if (identifier.equals(EdECObjectIdentifiers.id_Ed25519) || identifier.equals(EdECObjectIdentifiers.id_Ed448)) {
            return Optional.of(HashAlgorithm.SHA512);
        }
        if (identifier.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            RSASSAPSSparams parameters = RSASSAPSSparams.getInstance(algorithm.getParameters());
            AlgorithmIdentifier mask = AlgorithmIdentifier.getInstance(
                    parameters.getMaskGenAlgorithm().getParameters());
            return parameters.getHashAlgorithm().getAlgorithm().equals(mask.getAlgorithm())
                    ? HashAlgorithm.find(mask.getAlgorithm())
                    : Optional.empty();
        }
        return Optional.ofNullable(NAMED.get(identifier));
    }
}
