package org.zhengzhao.signing.x509;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.zhengzhao.signing.algorithm.HashAlgorithm;
import org.zhengzhao.signing.algorithm.SignatureScheme;
import org.zhengzhao.signing.algorithm.SignatureScheme.Family;

/** The closed list of ways in which certificates and evidence are signed. What is not here is not looked at. */
final class CertificateAlgorithms {
    private static final Set<HashAlgorithm> SHA_2 =
            EnumSet.of(HashAlgorithm.SHA256, HashAlgorithm.SHA384, HashAlgorithm.SHA512);
    private static final int LONGEST_SALT = 64;
    private static final String SM2_CURVE = "1.2.156.10197.1.301";

    private CertificateAlgorithms() {}

    /** The scheme; empty for others, and where there are parameters that do not belong there. */
    static Optional<SignatureScheme> find(AlgorithmIdentifier identifier) {
        return SignatureScheme.find(identifier)
                .filter(CertificateAlgorithms::isOnTheList)
                .filter(scheme -> scheme.family() == Family.RSA_PSS
                        || identifier.getParameters() == null
                        || identifier.getParameters() instanceof ASN1Null);
    }

    private static boolean isOnTheList(SignatureScheme scheme) {
        return switch (scheme.family()) {
            case RSA_PKCS1, ECDSA -> SHA_2.contains(scheme.hash()) || scheme.hash() == HashAlgorithm.SHA1;
            case RSA_PSS ->
                SHA_2.contains(scheme.hash())
                        && scheme.saltLength()
                                .filter(salt -> salt <= LONGEST_SALT)
                                .isPresent();
            case ED25519, SM2, DSA -> true;
            case ED448 -> false;
        };
    }

    /** Whether a scheme was given up: it counts only for what was judged in its time. */
    static boolean isLegacy(SignatureScheme scheme) {
        return scheme.family() == Family.DSA || scheme.hash() == HashAlgorithm.SHA1;
    }

    /** Whether a key of that form can have signed so: an SM2 key never signs ECDSA, nor the other way round. */
    static boolean fits(SignatureScheme scheme, KeyForm key) {
        return switch (key) {
            case KeyForm.Rsa rsa -> scheme.family() == Family.RSA_PKCS1 || scheme.family() == Family.RSA_PSS;
            case KeyForm.Curve curve ->
                scheme.family() == (curve.identifier().equals(SM2_CURVE) ? Family.SM2 : Family.ECDSA);
            case KeyForm.Ed25519 ed25519 -> scheme.family() == Family.ED25519;
            case KeyForm.Dsa dsa -> scheme.family() == Family.DSA;
            case KeyForm.Unknown unknown -> false;
        };
    }
}
