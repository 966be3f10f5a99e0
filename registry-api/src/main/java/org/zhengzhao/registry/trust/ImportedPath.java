package org.zhengzhao.registry.trust;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.pki.CertificateKind;
import org.zhengzhao.signing.pki.IssuedChain;
import org.zhengzhao.signing.pki.RejectedChainException;
import org.zhengzhao.signing.trust.CertificateFile;
import org.zhengzhao.signing.trust.MalformedTrustException;

/**
 * Takes the certificates that an operator brings for a key. The root has to be among them: verifiers are given it, so it is the
 * operator's word that it is the right one.
 */
public final class ImportedPath {
    /** Longest file of certificates. */
    public static final int MAX_OCTETS = 64 * 1024;

    private ImportedPath() {}

    /**
     * Reads and checks.
     *
     * @param provider Bouncy Castle
     * @return the path, leaf first, root last
     * @throws RegistryException {@link ProblemType#CERTIFICATE_REFUSED} with the reason
     */
    public static List<X509Certificate> require(
            String pem, KeyHandle key, CertificateKind kind, Instant now, Provider provider) {
        try {
            IssuedChain chain =
                    IssuedChain.require(new CertificateFile(provider).read(Bytes.utf8(pem)), key, kind, now, provider);
            List<X509Certificate> path = new ArrayList<>(chain.path());
            path.add(chain.root());
            return List.copyOf(path);
        } catch (MalformedTrustException unreadable) {
            throw refused(
                    "UNREADABLE", new Bilingual("无法读取 PEM 证书。", "There are no certificates in PEM that can be read."));
        } catch (RejectedChainException rejected) {
            throw refused(rejected.reason().name(), message(rejected.reason()));
        }
    }

    private static RegistryException refused(String code, Bilingual message) {
        return new RegistryException(
                ProblemType.CERTIFICATE_REFUSED,
                new Bilingual("密钥没有变化。请更正后重新导入。", "The key was not changed. Correct it and import again."),
                List.of(new ProblemError("/certificates", code, message)));
    }

    private static Bilingual message(RejectedChainException.Reason reason) {
        return switch (reason) {
            case NUMBER -> new Bilingual("没有证书，或证书过多。", "No certificates, or too many.");
            case NOT_FOR_THIS_KEY -> new Bilingual("没有属于此密钥的证书。", "None of them is for this key.");
            case AMBIGUOUS -> new Bilingual("有多张证书可用于同一位置。", "Several of them could stand in one place.");
            case INCOMPLETE -> new Bilingual("证书链没有到达根证书。", "The path does not reach a root that is among them.");
            case NOT_PART_OF_THE_PATH -> new Bilingual("有不属于证书链的证书。", "One of them is no part of the path.");
            case BROKEN_SIGNATURE -> new Bilingual("证书链上的签名不成立。", "A signature on the path does not hold.");
            case EXPIRED -> new Bilingual("证书链上有证书已到期。", "A certificate on the path has ended.");
            case NOT_YET_VALID -> new Bilingual("证书链上有证书尚未生效。", "A certificate on the path is not valid yet.");
            case NOT_AN_AUTHORITY ->
                new Bilingual("上级证书不是可签发此链的 CA 证书。", "A certificate above is not one of an authority for such a path.");
            case KEY_USAGE ->
                new Bilingual("证书的密钥用途与此密钥的用途不符。", "The usage in the certificate is not what the key is for.");
            case WRONG_ORGANISATION ->
                new Bilingual(
                        "证书主体的 organizationIdentifier 应为 NTRCN- 加本机构统一社会信用代码。",
                        "organizationIdentifier of the subject should be NTRCN- and the authority's USCC.");
            case UNSUPPORTED_KEY ->
                new Bilingual("证书中的密钥不属于任何可用套件。", "The key in the certificate is of no suite that signs.");
        };
    }
}
