package org.zhengzhao.registry.vault;

import org.zhengzhao.schema.text.Bilingual;

/** A master key cannot be used on this node. Says where it should be, and nothing of the key. */
final class MasterKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Bilingual text;

    private MasterKeyException(Bilingual text) {
        super(text.english());
        this.text = text;
    }

    private MasterKeyException(Bilingual text, Throwable cause) {
        super(text.english(), cause);
        this.text = text;
    }

    static MasterKeyException missing(MasterKeyPlace place, String name) {
        return new MasterKeyException(
                new Bilingual(
                        "找不到加密主密钥 " + where(place, name).chinese() + "。没有它，已存储的数据无法解密；请从备份恢复。不会另行生成新的主密钥。",
                        "The master key for encryption is not there: "
                                + where(place, name).english()
                                + ". Without it stored data cannot be decrypted: restore it from the backup. No other one is made in its place."));
    }

    static MasterKeyException wrong(MasterKeyPlace place, String name) {
        return new MasterKeyException(new Bilingual(
                "加密主密钥 " + where(place, name).chinese() + " 不是本数据库所用的那一个；请恢复原来的密钥。",
                "The master key for encryption, " + where(place, name).english()
                        + ", is not the one that this database was encrypted with. Restore the right one."));
    }

    static MasterKeyException malformed(MasterKeyPlace place, String name) {
        return new MasterKeyException(new Bilingual(
                "加密主密钥 " + where(place, name).chinese() + " 的格式不正确：应为 64 个（SM4 为 32 个）十六进制数字，且只有这些。",
                "The master key for encryption, " + where(place, name).english()
                        + ", has the wrong form: 64 hexadecimal digits (32 for SM4) and nothing else."));
    }

    static MasterKeyException unusable(MasterKeyPlace place, String name, Throwable cause) {
        return new MasterKeyException(
                new Bilingual(
                        "加密主密钥 " + where(place, name).chinese() + " 无法使用；请检查密码设备。",
                        "The master key for encryption, " + where(place, name).english()
                                + ", cannot be used. Look after the token."),
                cause);
    }

    static Bilingual where(MasterKeyPlace place, String name) {
        return switch (place) {
            case FILE -> new Bilingual("（密钥目录中的 " + name + ".secret）", name + ".secret in the key directory");
            case SETTING ->
                new Bilingual("（设置 zhengzhao.encryption.keys 中的 " + name + "）", name + " in zhengzhao.encryption.keys");
            case PKCS11 -> new Bilingual("（密码设备中的 " + name + "）", name + " in the PKCS#11 token");
        };
    }

    Bilingual text() {
        return text;
    }
}
