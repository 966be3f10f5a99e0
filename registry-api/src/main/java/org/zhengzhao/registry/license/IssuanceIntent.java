package org.zhengzhao.registry.license;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.license.LicenseDigest;

/**
 * What is about to be signed for one license.
 *
 * @param attempt which of the attempts to make a license under this identifier; {@link #FIRST} for first versions, whose
 *     identifiers are drawn and meant once
 * @param credentialDigest SHA-256 of what the key signs for the credential
 * @param drawingDigest SHA-256 of what the pages show
 * @param pdfDigest SHA-256 of what the key signs for the PDF; empty until the credential that it carries was signed
 * @param keyFingerprint SHA-256 of the certificate of the key
 */
public record IssuanceIntent(
        LicenseIdentifier identifier,
        UUID attempt,
        LicenseDigest licenseDigest,
        Bytes credentialDigest,
        Bytes drawingDigest,
        Optional<Bytes> pdfDigest,
        Bytes keyFingerprint,
        Instant recordedAt,
        String recordedBy) {
    /** The one attempt to make a first version. */
    public static final UUID FIRST = new UUID(0, 0);

    public IssuanceIntent {
        Objects.requireNonNull(identifier);
        Objects.requireNonNull(attempt);
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
        /** The license whose next version it would have been changed meanwhile. */
        PREDECESSOR_CHANGED,
        NOT_STORED
    }

    /** Names an intent. */
    public record Key(LicenseIdentifier identifier, UUID attempt) {
        public Key {
            Objects.requireNonNull(identifier);
            Objects.requireNonNull(attempt);
        }

        /** Of the one attempt to make a first version. */
        public static Key first(LicenseIdentifier identifier) {
            return new Key(identifier, FIRST);
        }
    }

    public Key key() {
        return new Key(identifier, attempt);
    }

    /** An intent that led to no license. */
    public record Unstored(IssuanceIntent intent, State state, Optional<Reason> reason) {}
}
