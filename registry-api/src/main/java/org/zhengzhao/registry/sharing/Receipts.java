package org.zhengzhao.registry.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.key.SigningFailedException;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.receipt.AskedFor;
import org.zhengzhao.signing.receipt.Asker;
import org.zhengzhao.signing.receipt.ReceiptClaims;
import org.zhengzhao.signing.receipt.ReceiptSigner;

/** Signs receipts for answers. */
@ApplicationScoped
class Receipts {
    private static final Logger LOG = Logger.getLogger(Receipts.class);
    private static final String AND_MORE = "…";

    private final KeyRing keys;
    private final ComputePool pool;
    private final ReceiptSigner signer = new ReceiptSigner(new BouncyCastleProvider());

    Receipts(KeyRing keys, ComputePool pool) {
        this.keys = keys;
        this.pool = pool;
    }

    /**
     * The key that signs receipts now. To be asked for outside of transactions.
     *
     * @throws RegistryException if it cannot sign
     */
    SigningKey requireKey(Instant now) {
        return keys.requireRecordKey(now);
    }

    /**
     * The receipt for an answer.
     *
     * @param record the record of the read, as it will be written
     * @throws RegistryException if the key does not sign: then nothing is answered
     */
    String sign(
            Read read,
            AccessRecordEntity record,
            Coverage coverage,
            List<LicenseIdentifier> licenses,
            Bytes body,
            SigningKey key) {
        ReceiptClaims claims = new ReceiptClaims(
                record.id,
                RegistryPki.registryNameOf(key.certificate()).orElseThrow(),
                record.at,
                new Asker(
                        read.caller().authority(),
                        read.caller().clientId(),
                        read.purpose().officer()),
                new AskedFor(
                        read.purpose().purpose(),
                        read.purpose().matter(),
                        read.purpose().caseNumber()),
                Optional.ofNullable(record.holderKey).map(Bytes::of),
                read.operation().receipted(),
                record.outcome.receipted(),
                licenses,
                limited(coverage.fields(), ReceiptClaims.MAX_FIELDS),
                limited(coverage.predicates(), ReceiptClaims.MAX_PREDICATES),
                Sha256.of(body));
        try {
            return pool.run(() -> signer.signJws(claims, key)
                    .orElseThrow(() -> new SigningFailedException("the suite of the record key has no name in JOSE")));
        } catch (SigningFailedException failed) {
            LOG.error("a key did not sign", failed);
            throw new RegistryException(
                    ProblemType.SIGNING_UNAVAILABLE,
                    new Bilingual(
                            "密钥没有签署回执。没有写入任何内容。请联系系统管理员。",
                            "The key did not sign the receipt. Nothing was written. Ask the operator."));
        }
    }

    /** Types may have more fields, and longer names, than a receipt lists. */
    private static List<String> limited(List<String> names, int most) {
        List<String> limited = new ArrayList<>();
        for (String name : names) {
            if (limited.size() == most - 1 && names.size() > most) {
                limited.add(AND_MORE);
                break;
            }
            limited.add(
                    name.length() <= ReceiptClaims.MAX_NAME
                            ? name
                            : name.substring(0, ReceiptClaims.MAX_NAME - 1) + AND_MORE);
        }
        return limited;
    }
}
