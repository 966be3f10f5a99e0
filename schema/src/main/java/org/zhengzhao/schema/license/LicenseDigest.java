package org.zhengzhao.schema.license;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.zhengzhao.schema.bytes.Bytes;

/** The license digest: SHA-256 over the canonical JSON (RFC 8785) of the license content. */
public record LicenseDigest(Bytes value) {
    public LicenseDigest {
        if (value.length() != 32) {
            throw new IllegalArgumentException("a license digest has 32 octets");
        }
    }

    public static LicenseDigest of(LicenseContent content) {
        return ofCanonical(LicenseContentJson.canonical(content));
    }

    /** The digest of a content that is already in its canonical form. */
    public static LicenseDigest ofCanonical(Bytes canonicalJson) {
        try {
            return new LicenseDigest(
                    Bytes.of(MessageDigest.getInstance("SHA-256").digest(canonicalJson.toArray())));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    public String hex() {
        return value.toHex();
    }
}
