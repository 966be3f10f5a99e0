package org.zhengzhao.registry.license;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.license.LicenseDigest;

/**
 * What is about to be signed for one license.
 *
 * @param credentialDigest SHA-256 of what the key signs for the credential
 * @param drawingDigest SHA-256 of what the pages show
 * @param pdfDigest SHA-256 of what the key signs for the PDF; empty until the credential that it carries was signed
 * @param keyFingerprint SHA-256 of the certificate of the key
 */
public record IssuanceIntent(
        LicenseIdentifier identifier,
        LicenseDigest licenseDigest,
        Bytes credentialDigest,
        Bytes drawingDigest,
        Optional<Bytes> pdfDigest,
        Bytes keyFingerprint,
        Instant recordedAt,
        String recordedBy) {
    public IssuanceIntent {
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(licenseDigest);
        Objects.requireNonNull(credentialDigest);
        Objects.requireNonNull(drawingDigest);
        Objects.requireNonNull(pdfDigest);
        Objects.requireNonNull(keyFingerprint);
        Objects.requireNonNull(recordedAt);
        Objects.requireNonNull(recordedBy);
    }

    /** What became of an intent without a license. */
    public enum State {
        /** Nobody came back: a request is at work, or its node died. */
        OPEN,
        /** The request failed and said so; signatures, if any, were thrown away. */
        ABANDONED
    }

    /** Why a request gave up after its intent was recorded. Stored by name. */
    public enum Reason {
        NUMBER_TAKEN,
        SAME_REQUEST_WAS_FASTER,
        SIGNING_FAILED,
        OVERLOADED,
        NOT_STORED
    }

    /** An intent that led to no license. */
    public record Unstored(IssuanceIntent intent, State state, Optional<Reason> reason) {}
}
