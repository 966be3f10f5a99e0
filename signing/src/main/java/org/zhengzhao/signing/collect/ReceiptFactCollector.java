package org.zhengzhao.signing.collect;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.receipt.MalformedReceiptException;
import org.zhengzhao.signing.receipt.ReceiptReader;
import org.zhengzhao.signing.receipt.SignedReceipt;
import org.zhengzhao.signing.verify.ReceiptFacts;
import org.zhengzhao.signing.verify.ReceiptFacts.Claims;
import org.zhengzhao.signing.verify.ReceiptFacts.Reading;
import org.zhengzhao.signing.verify.SignerFacts;

/** Collects the facts about a receipt. */
final class ReceiptFactCollector {
    private final SignatureVerifier signatures;

    ReceiptFactCollector(Provider provider) {
        this.signatures = new SignatureVerifier(provider);
    }

    /**
     * @param answerDigest SHA-256 of the answer that the receipt is held against
     * @param known finds the certificates that a key identifier may mean
     */
    ReceiptFacts of(Bytes octets, Optional<Bytes> answerDigest, Function<KeyIdentifier, List<SignerFacts>> known) {
        return new ReceiptFacts(reading(octets, known), answerDigest);
    }

    private Reading reading(Bytes octets, Function<KeyIdentifier, List<SignerFacts>> known) {
        try {
            SignedReceipt receipt = ReceiptReader.read(octets);
            Claims claims = claims(receipt);
            List<SignerFacts> candidates = known.apply(receipt.keyIdentifier());
            if (candidates.size() != 1) {
                return new Reading.Read(receipt, claims, receipt.suite(), candidates, false, false, Optional.empty());
            }
            X509Certificate certificate = candidates.getFirst().certificate();
            return new Reading.Read(
                    receipt,
                    claims,
                    receipt.suite().filter(suite -> signatures.keys().signsLicenses(suite, certificate.getPublicKey())),
                    candidates,
                    receipt.signedBy(certificate.getPublicKey(), signatures),
                    RegistryPurpose.RECORDS.isOf(certificate),
                    RegistryPki.registryNameOf(certificate));
        } catch (MalformedReceiptException malformed) {
            return new Reading.Malformed(malformed.part());
        }
    }

    private static Claims claims(SignedReceipt receipt) throws MalformedReceiptException {
        try {
            return new Claims.Understood(receipt.claims());
        } catch (MalformedReceiptException unreadable) {
            return switch (unreadable.reason()) {
                case NOT_UNDERSTOOD -> new Claims.NotUnderstood(unreadable.part());
                case MALFORMED -> throw unreadable;
            };
        }
    }
}
