package org.zhengzhao.registry.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** Why a key does not sign, in the words of who has to do something about it. */
final class KeyRefusals {
    private KeyRefusals() {}

    static RegistryException notInForce(X509Certificate certificate, Instant now) {
        boolean early = now.isBefore(certificate.getNotBefore().toInstant());
        String day = (early ? certificate.getNotBefore() : certificate.getNotAfter())
                .toInstant()
                .toString();
        boolean authority = certificate.getBasicConstraints() >= 0;
        return new RegistryException(
                ProblemType.SIGNING_CERTIFICATE_NOT_VALID,
                new Bilingual(
                        (authority ? "发证机构证书" : "签章证书")
                                + (early ? "自 " + day + " 起才生效。" : "已于 " + day + " 到期。")
                                + "没有签署任何内容。请联系系统管理员启用新的密钥。",
                        "The " + (authority ? "issuing authority's certificate" : "sealing certificate")
                                + (early ? " is valid from " + day + " only." : " ended at " + day + ".")
                                + " Nothing was signed. Ask the operator to put a new key into service."));
    }

    static RegistryException authorityCompromised() {
        return new RegistryException(
                ProblemType.SIGNING_CERTIFICATE_NOT_VALID,
                new Bilingual(
                        "颁发该证书的发证密钥已被声明泄露。没有签署任何内容。请联系系统管理员启用新的发证密钥和签章密钥。",
                        "The issuing key above this certificate was declared compromised. Nothing was signed. Ask the operator to"
                                + " put a new issuing key and new keys below it into service."));
    }

    static RegistryException missing(RegistryKey key) {
        String where = switch (key.place()) {
            case PKCS12 -> key.label() + ".p12";
            case PKCS11 -> "PKCS#11 " + key.label();
        };
        return new RegistryException(
                ProblemType.SIGNING_KEY_MISSING,
                new Bilingual(
                        "本节点没有私钥 " + where + "。没有签署任何内容。请联系系统管理员从备份恢复。",
                        "This node does not have the private key " + where
                                + ". Nothing was signed. Ask the operator to restore it."));
    }
}
