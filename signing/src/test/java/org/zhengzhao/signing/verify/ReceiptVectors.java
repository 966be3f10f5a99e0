package org.zhengzhao.signing.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.cose.MalformedCoseException;
import org.zhengzhao.signing.jose.Base64Url;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.receipt.ReceiptSigner;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestReceipts;
import org.zhengzhao.signing.trust.TrustStore;

/** Really signed receipts, each spoilt in one way. */
final class ReceiptVectors {
    static final SigningKey KEY = Vectors.PKI.registry(RegistryPurpose.RECORDS, Samples.CEREMONY);
    static final TrustStore TRUST = trusting(KEY);
    static final Bytes RECEIPT = new ReceiptSigner(TestPki.PROVIDER).signCose(TestReceipts.found(), KEY);
    static final String TEXT = new ReceiptSigner(TestPki.PROVIDER)
            .signJws(TestReceipts.found(), KEY)
            .orElseThrow();

    private static final SigningKey OTHER_REGISTRY =
            Vectors.PKI.registry("另一登记处", RegistryPurpose.RECORDS, Samples.CEREMONY);
    private static final String TYPE = "application/vnd.zhengzhao.receipt+cwt";

    private final List<Vector> vectors = new ArrayList<>();

    private ReceiptVectors() {}

    static List<Vector> all() {
        ReceiptVectors all = new ReceiptVectors();
        all.forms();
        all.signers();
        all.algorithms();
        all.answers();
        return List.copyOf(all.vectors);
    }

    /** A receipt as a careless or hostile holder of a key would make it. */
    static Bytes resigned(Bytes payload, SigningKey key) {
        int algorithm = key.suite().coseAlgorithm();
        KeyIdentifier identifier = KeyIdentifier.of(key.certificate());
        Bytes header = CoseSign1.header(algorithm, identifier, TYPE);
        Bytes signature = key.signRaw(CoseSign1.toBeSigned(header, payload).toArray());
        return new CoseSign1(algorithm, identifier, header, payload, signature).encode();
    }

    /** The same in the other form. */
    static Bytes resigned(String payload, SigningKey key) {
        String header = "{\"alg\":\"ES256\",\"kid\":\""
                + KeyIdentifier.of(key.certificate()).hex() + "\",\"typ\":\"zhengzhao-receipt+jwt\"}";
        String input = Base64Url.encode(Bytes.utf8(header)) + "." + Base64Url.encode(Bytes.utf8(payload));
        return Bytes.utf8(input + "." + Base64Url.encode(key.signRaw(input.getBytes(StandardCharsets.UTF_8))));
    }

    static Bytes payload() {
        try {
            return CoseSign1.parse(RECEIPT).payload();
        } catch (MalformedCoseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void forms() {
        add("receipt cut off", FailureCode.RECEIPT_MALFORMED, RECEIPT.slice(0, RECEIPT.length() - 1));
        add("receipt with a tail", FailureCode.RECEIPT_MALFORMED, Bytes.utf8(TEXT + "."));
        add("receipt of nothing", FailureCode.RECEIPT_MALFORMED, resigned(Bytes.of(new byte[] {(byte) 0xA0}), KEY));
        add("receipt of no JSON", FailureCode.RECEIPT_MALFORMED, resigned("{", KEY));
        add(
                "receipt that says more",
                GapCode.RECEIPT_NOT_UNDERSTOOD,
                resigned(replaced(payload(), "BY_HOLDER", "BY_ORACLE"), KEY));
        add(
                "receipt altered",
                FailureCode.SIGNATURE_BROKEN,
                replaced(RECEIPT, TestReceipts.PURPOSE.caseNumber(), "SW-2026-000124"));
        add("signature of a text altered", FailureCode.SIGNATURE_BROKEN, changedAtItsEnd());
    }

    private void signers() {
        Bytes sealed = resigned(payload(), Vectors.KEY);
        add("receipt under a sealing key", FailureCode.KEY_USAGE, sealed, Vectors.TRUST, Samples.NOW);
        add(
                "receipt of another registry's key",
                FailureCode.REGISTRY_MISMATCH,
                resigned(payload(), OTHER_REGISTRY),
                trusting(OTHER_REGISTRY),
                Samples.NOW);
        add("receipt of a stranger", GapCode.SIGNER_UNKNOWN, RECEIPT, Vectors.TRUST, Samples.NOW);
        add(
                "receipt, nobody trusted",
                GapCode.NO_TRUST,
                RECEIPT,
                TrustStore.of(List.of(), TestPki.PROVIDER),
                Samples.NOW);
        add(
                "receipt after its certificate",
                GapCode.CERTIFICATE_EXPIRED,
                RECEIPT,
                TRUST,
                Samples.CEREMONY.plus(Duration.ofDays(365L * 10 + 1)));
        add(
                "receipt from the future",
                FailureCode.ASKED_OUTSIDE_VALIDITY,
                RECEIPT,
                TRUST,
                Samples.ISSUED.minusSeconds(121));
        SigningKey young = Vectors.PKI.registry(RegistryPurpose.RECORDS, Samples.ISSUED.plus(Duration.ofDays(1)));
        add(
                "receipt older than its certificate",
                FailureCode.ASKED_OUTSIDE_VALIDITY,
                resigned(payload(), young),
                trusting(young),
                Samples.NOW);
    }

    /** What the header says of the algorithm is the attacker's: only that of the certificate's key is done (RFC 8725 §3.1). */
    private void algorithms() {
        byte[] publicKey = KEY.publicKey().getEncoded();
        add("receipt with algorithm none", FailureCode.ALGORITHM_NOT_ALLOWED, underAlgorithm("none", input ->
                new byte[] {0}));
        add(
                "receipt with the public key as the secret of a MAC",
                FailureCode.ALGORITHM_NOT_ALLOWED,
                underAlgorithm("HS256", input -> mac(publicKey, input)));
        add(
                "receipt that names the algorithm of another key",
                FailureCode.ALGORITHM_NOT_ALLOWED,
                underAlgorithm("EdDSA", input -> KEY.signRaw(input).toArray()));
        add(
                "receipt in COSE that names the algorithm of another key",
                FailureCode.ALGORITHM_NOT_ALLOWED,
                underAlgorithm(-8));
    }

    private static Bytes underAlgorithm(String algorithm, UnaryOperator<byte[]> signer) {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\""
                + KeyIdentifier.of(KEY.certificate()).hex() + "\",\"typ\":\"zhengzhao-receipt+jwt\"}";
        String input = Base64Url.encode(Bytes.utf8(header)) + TEXT.substring(TEXT.indexOf('.'), TEXT.lastIndexOf('.'));
        byte[] signature = signer.apply(input.getBytes(StandardCharsets.UTF_8));
        return Bytes.utf8(input + "." + Base64Url.encode(Bytes.of(signature)));
    }

    private static Bytes underAlgorithm(int algorithm) {
        KeyIdentifier identifier = KeyIdentifier.of(KEY.certificate());
        Bytes header = CoseSign1.header(algorithm, identifier, TYPE);
        Bytes signature = KEY.signRaw(CoseSign1.toBeSigned(header, payload()).toArray());
        return new CoseSign1(algorithm, identifier, header, payload(), signature).encode();
    }

    private static byte[] mac(byte[] secret, byte[] input) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(input);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void answers() {
        for (Bytes form : List.of(RECEIPT, Bytes.utf8(TEXT))) {
            vectors.add(new Vector(
                    "receipt moved to another answer",
                    FailureCode.ANSWER_DISAGREES.name(),
                    form,
                    Optional.of(TestReceipts.OTHER_ANSWER),
                    TrustPolicy.of(TRUST),
                    Samples.NOW));
        }
    }

    static TrustStore trusting(SigningKey key) {
        List<X509Certificate> published = Vectors.PKI.published(key);
        return TrustStore.of(published, TestPki.PROVIDER);
    }

    private void add(String name, FailureCode code, Bytes document) {
        add(name, code, document, TRUST, Samples.NOW);
    }

    private void add(String name, FailureCode code, Bytes document, TrustStore trust, Instant at) {
        vectors.add(new Vector(name, code.name(), document, trust, at));
    }

    private void add(String name, GapCode code, Bytes document) {
        add(name, code, document, TRUST, Samples.NOW);
    }

    private void add(String name, GapCode code, Bytes document, TrustStore trust, Instant at) {
        vectors.add(new Vector(name, code.name(), document, trust, at));
    }

    /** Another character early in the signature: at the very end there are bits that mean nothing. */
    private static Bytes changedAtItsEnd() {
        int at = TEXT.lastIndexOf('.') + 5;
        char other = TEXT.charAt(at) == 'A' ? 'B' : 'A';
        return Bytes.utf8(TEXT.substring(0, at) + other + TEXT.substring(at + 1));
    }

    private static Bytes replaced(Bytes octets, String from, String to) {
        String text = new String(octets.toArray(), StandardCharsets.ISO_8859_1);
        if (!text.contains(from)) {
            throw new AssertionError("'" + from + "' is not there");
        }
        return Bytes.of(text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }
}
