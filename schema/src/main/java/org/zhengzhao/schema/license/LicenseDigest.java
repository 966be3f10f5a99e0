package org.zhengzhao.schema.license;

import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/** The license digest: SHA-256 over the canonical JSON (RFC 8785) of the license content. */
public record LicenseDigest(Bytes value) {
    public LicenseDigest {
        if (value.length() != Sha256.LENGTH) {
            throw new IllegalArgumentException("a license digest has 32 octets");
        }
    }

    public static LicenseDigest of(LicenseContent content) {
        return ofCanonical(LicenseContentJson.canonical(content));
    }

    /** The digest of a content that is already in its canonical form. */
    public static LicenseDigest ofCanonical(Bytes canonicalJson) {
        return new LicenseDigest(Sha256.of(canonicalJson));
    }

    public String hex() {
        return value.toHex();
    }
}
