package org.zhengzhao.signing.verify;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.status.StatusReference;

/** Facts about a QR credential. */
public record CredentialFacts(Reading reading) implements Facts {
    public CredentialFacts {
        Objects.requireNonNull(reading);
    }

    /** How far the credential could be read. */
    public sealed interface Reading {
        /** The text around the credential is damaged: Base45 or compression. */
        record BrokenText(String part) implements Reading {}

        /** The octets are no credential in its form. */
        record Malformed(String part) implements Reading {}

        /** A code inside does not pass its check. */
        record InvalidCode(String claim) implements Reading {}

        /**
         * The credential could be read.
         *
         * @param suite the algorithm, where it is one of ours and that of the only candidate's key
         * @param candidates the known certificates with the credential's key identifier
         * @param signatureVerifies whether the signature is that of the only candidate; false where there is not exactly one
         */
        record Read(
                CoseSign1 message,
                LicenseClaims claims,
                Optional<Suite> suite,
                List<SignerFacts> candidates,
                boolean signatureVerifies)
                implements Reading {
            public Read {
                Objects.requireNonNull(message);
                Objects.requireNonNull(claims);
                Objects.requireNonNull(suite);
                candidates = List.copyOf(candidates);
                if (signatureVerifies && candidates.size() != 1) {
                    throw new IllegalArgumentException("a signature verifies with one certificate");
                }
            }

            /** Where the license's status is published, as the credential says; nothing has been looked up. */
            public Optional<StatusReference> status() {
                return claims.status();
            }
        }
    }

    @Override
    public Face face() {
        return Face.CREDENTIAL;
    }

    public Optional<Reading.Read> read() {
        return reading instanceof Reading.Read read ? Optional.of(read) : Optional.empty();
    }

    @Override
    public Optional<SignerFacts> signer() {
        return read().map(Reading.Read::candidates)
                .filter(candidates -> candidates.size() == 1)
                .map(List::getFirst);
    }

    @Override
    public Optional<LicenseSummary> license() {
        return read().map(Reading.Read::claims).map(CredentialFacts::summary);
    }

    @Override
    public Optional<StatusReference> status() {
        return read().flatMap(Reading.Read::status);
    }

    private static LicenseSummary summary(LicenseClaims claims) {
        return new LicenseSummary(
                claims.identifier(),
                claims.typeName(),
                claims.number(),
                claims.holders(),
                claims.issuingAuthority(),
                claims.issuedOn(),
                LocalDate.ofInstant(claims.notBefore(), ValidityPeriod.ZONE),
                claims.expires().map(end -> LocalDate.ofInstant(end.minusSeconds(1), ValidityPeriod.ZONE)),
                claims.fields().stream()
                        .map(field -> new LicenseSummary.Field(
                                field.name(), new Bilingual(field.title(), field.name()), field.value()))
                        .toList(),
                claims.digest());
    }
}
