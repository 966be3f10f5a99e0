package org.zhengzhao.signing.verify;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.receipt.SignedReceipt;
import org.zhengzhao.signing.status.StatusReference;

/**
 * Facts about a receipt.
 *
 * @param answerDigest SHA-256 of the answer that it is held against; empty where none was given
 */
public record ReceiptFacts(Reading reading, Optional<Bytes> answerDigest) implements Facts {
    public ReceiptFacts {
        Objects.requireNonNull(reading);
        Objects.requireNonNull(answerDigest);
    }

    /** How far the receipt could be read. */
    public sealed interface Reading {
        /** The octets are no receipt in its form. */
        record Malformed(String part) implements Reading {}

        /**
         * The form could be read.
         *
         * @param suite the algorithm, where it is one of ours and that of the only candidate's key
         * @param candidates the known certificates with the receipt's key identifier
         * @param signatureVerifies whether the signature is that of the only candidate; false where there is not exactly one
         * @param forRecords whether the only candidate's certificate is for signing records, and for nothing else
         * @param registry the organisation in the only candidate's certificate
         */
        record Read(
                SignedReceipt receipt,
                Claims claims,
                Optional<Suite> suite,
                List<SignerFacts> candidates,
                boolean signatureVerifies,
                boolean forRecords,
                Optional<String> registry)
                implements Reading {
            public Read {
                Objects.requireNonNull(receipt);
                Objects.requireNonNull(claims);
                Objects.requireNonNull(suite);
                candidates = List.copyOf(candidates);
                Objects.requireNonNull(registry);
                if (candidates.size() != 1 && (signatureVerifies || forRecords || registry.isPresent())) {
                    throw new IllegalArgumentException("a receipt has one signer");
                }
            }
        }
    }

    /** How far what it says was understood. */
    public sealed interface Claims {
        record Understood(ReceiptClaims claims) implements Claims {}

        /** A later version made it: it says something that is not known here. */
        record NotUnderstood(String part) implements Claims {}
    }

    @Override
    public Face face() {
        return Face.RECEIPT;
    }

    public Optional<Reading.Read> read() {
        return reading instanceof Reading.Read read ? Optional.of(read) : Optional.empty();
    }

    public Optional<ReceiptClaims> claims() {
        return read().map(Reading.Read::claims)
                .flatMap(claims -> claims instanceof Claims.Understood understood
                        ? Optional.of(understood.claims())
                        : Optional.empty());
    }

    @Override
    public Optional<SignerFacts> signer() {
        return read().map(Reading.Read::candidates)
                .filter(candidates -> candidates.size() == 1)
                .map(List::getFirst);
    }

    /** A receipt tells of licenses and proves none. */
    @Override
    public Optional<LicenseSummary> license() {
        return Optional.empty();
    }

    /** Of an answer there is no status that could change. */
    @Override
    public Optional<StatusReference> status() {
        return Optional.empty();
    }

    @Override
    public Optional<ReceiptSummary> statement() {
        return claims().flatMap(claims ->
                read().map(read -> new ReceiptSummary(read.receipt().form(), claims)));
    }
}
