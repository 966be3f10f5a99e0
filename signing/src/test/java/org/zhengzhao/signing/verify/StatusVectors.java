package org.zhengzhao.signing.verify;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.bundle.BundlePart;
import org.zhengzhao.signing.bundle.BundleTrust;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.cose.MalformedCoseException;
import org.zhengzhao.signing.envelope.CoseSigner;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TypedMessage;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RevocationLists;
import org.zhengzhao.signing.pki.RevocationReason;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.testkit.TestRegistry;
import org.zhengzhao.signing.trust.TrustStore;

/** Good licenses of which a bundle says something, or cannot say anything. */
final class StatusVectors {
    static final TestRegistry REGISTRY = new TestRegistry();
    static final Instant NOW = Samples.NOW;
    static final OfflineBundle BUNDLE = REGISTRY.bundle(1, NOW);
    static final String LIST = TestRegistry.LIST;

    private final List<Vector> vectors = new ArrayList<>();

    private StatusVectors() {}

    static List<Vector> all() {
        StatusVectors all = new StatusVectors();
        all.statuses();
        all.lists();
        all.times();
        all.keys();
        return List.copyOf(all.vectors);
    }

    /** What somebody judges by who trusts nothing but the bundle. */
    static TrustPolicy policy(OfflineBundle bundle) {
        return BundleTrust.policy(bundle, TrustStore.of(List.of(), TestPki.PROVIDER), TestPki.PROVIDER);
    }

    static OfflineBundle bundle(BundlePart... parts) {
        return REGISTRY.bundle(1, NOW, REGISTRY.with(parts));
    }

    static OfflineBundle withCompromised(SigningKey key, Instant since) {
        Bytes certificate = Sha256.of(BundlePart.certificate(key.certificate()).octets());
        return bundle(
                BundlePart.statusList(LIST, REGISTRY.list(NOW)),
                BundlePart.compromisedKeys(new CompromisedKeys(Map.of(certificate, since))));
    }

    private void statuses() {
        add("credential withdrawn", FailureCode.LICENSE_INVALIDATED, credential(TestRegistry.INVALID));
        add("credential suspended", FailureCode.LICENSE_SUSPENDED, credential(TestRegistry.SUSPENDED));
        add("credential replaced", FailureCode.LICENSE_SUPERSEDED, credential(TestRegistry.SUPERSEDED));
        add("PDF withdrawn", FailureCode.LICENSE_INVALIDATED, REGISTRY.pdf(TestRegistry.INVALID));
        add("PDF suspended", FailureCode.LICENSE_SUSPENDED, REGISTRY.pdf(TestRegistry.SUSPENDED));
        add("PDF replaced", FailureCode.LICENSE_SUPERSEDED, REGISTRY.pdf(TestRegistry.SUPERSEDED));
        add(
                "credential without reference",
                GapCode.STATUS_NOT_PUBLISHED,
                REGISTRY.credential(Optional.empty(), Samples.ISSUED).coseSign1());
    }

    private void lists() {
        Bytes good = REGISTRY.list(NOW);
        Bytes document = credential(TestRegistry.VALID);
        add("no list", GapCode.STATUS_LIST_MISSING, document, bundle(), NOW);
        add("list that is none", GapCode.STATUS_LIST_BROKEN, document, bundle(list(Bytes.utf8("x"))), NOW);
        add("list without envelope", GapCode.STATUS_LIST_BROKEN, document, bundle(list(payload(good))), NOW);
        add(
                "list of another place",
                GapCode.STATUS_LIST_BROKEN,
                document,
                bundle(list(TestRegistry.list("https://a.example/1", NOW, 1000, REGISTRY.statusKey()))),
                NOW);
        add(
                "list too short",
                GapCode.STATUS_LIST_TOO_SHORT,
                document,
                bundle(list(TestRegistry.list(LIST, NOW, 40, REGISTRY.statusKey()))),
                NOW);
        add("list altered", GapCode.STATUS_LIST_SIGNER, document, bundle(list(lastFlipped(good))), NOW);
        for (SigningKey wrong : List.of(REGISTRY.sealing(), REGISTRY.bundleKey())) {
            add(
                    "list by a key for something else",
                    GapCode.STATUS_LIST_SIGNER,
                    document,
                    bundle(list(resigned(good, wrong))),
                    NOW);
        }
        TestRegistry stranger = new TestRegistry();
        add(
                "list by a stranger",
                GapCode.STATUS_LIST_SIGNER,
                document,
                bundle(list(resigned(good, stranger.statusKey()))),
                NOW);
        add(
                "list by a stranger whose certificate is there",
                GapCode.STATUS_LIST_SIGNER,
                document,
                bundle(
                        list(resigned(good, stranger.statusKey())),
                        BundlePart.certificate(stranger.statusKey().certificate()),
                        BundlePart.certificate(stranger.pki().issuer().certificate())),
                NOW);
        add(
                "list by a key that was lost",
                GapCode.STATUS_LIST_SIGNER,
                document,
                withCompromised(REGISTRY.statusKey(), NOW.minusSeconds(9)),
                NOW);
    }

    private void times() {
        Bytes document = credential(TestRegistry.VALID);
        add("bundle expired", GapCode.STATUS_LIST_EXPIRED, document, BUNDLE, NOW.plus(Duration.ofDays(31)));
        add(
                "list expired",
                GapCode.STATUS_LIST_EXPIRED,
                document,
                bundle(list(REGISTRY.list(NOW.minus(Duration.ofDays(40))))),
                NOW);
        add("list too old", GapCode.STATUS_LIST_TOO_OLD, document, BUNDLE, NOW.plus(Duration.ofDays(8)));
        add(
                "withdrawn, and the list too old",
                GapCode.STATUS_LIST_TOO_OLD,
                credential(TestRegistry.INVALID),
                BUNDLE,
                NOW.plus(Duration.ofDays(8)));
        add(
                "list of later than what is judged",
                GapCode.STATUS_LIST_NOT_YET_ISSUED,
                document,
                BUNDLE,
                NOW.minus(Duration.ofDays(1)));
    }

    private void keys() {
        Bytes document = credential(TestRegistry.VALID);
        SigningKey key = REGISTRY.sealing();
        add(
                "signed after the key was lost",
                FailureCode.SIGNED_AFTER_COMPROMISE,
                document,
                withCompromised(key, Samples.ISSUED),
                NOW);
        add(
                "PDF signed after the key was lost",
                FailureCode.SIGNED_AFTER_COMPROMISE,
                REGISTRY.pdf(TestRegistry.VALID),
                withCompromised(key, Samples.ISSUED),
                NOW);
        add(
                "key lost later, nothing proves the time",
                GapCode.COMPROMISED_NO_PROOF_OF_TIME,
                document,
                withCompromised(key, Samples.ISSUED.plusSeconds(1)),
                NOW);
        add(
                "PDF whose issuing authority lost its key",
                GapCode.COMPROMISED_NO_PROOF_OF_TIME,
                REGISTRY.pdf(TestRegistry.VALID),
                withCompromised(REGISTRY.pki().issuer().handle(TestPki.PROVIDER), Samples.ISSUED.plusSeconds(1)),
                NOW);
        add(
                "credential whose certificate is on a revocation list of the bundle",
                GapCode.REVOKED_NO_PROOF_OF_TIME,
                document,
                bundle(
                        BundlePart.statusList(LIST, REGISTRY.list(NOW)),
                        BundlePart.revocationList(new RevocationLists(TestPki.PROVIDER)
                                .sign(
                                        REGISTRY.pki().issuer().handle(TestPki.PROVIDER),
                                        BigInteger.TWO,
                                        NOW,
                                        NOW.plus(Duration.ofDays(7)),
                                        List.of(new RevocationLists.Revoked(
                                                key.certificate().getSerialNumber(),
                                                NOW.minusSeconds(60),
                                                RevocationReason.KEY_COMPROMISE))))),
                NOW);
        add("credential signed by the key for status lists", FailureCode.KEY_USAGE, credentialBy(REGISTRY.statusKey()));
    }

    static Bytes credential(long index) {
        return REGISTRY.credential(index).coseSign1();
    }

    /** The same claims, signed by a key that seals nothing. */
    private static Bytes credentialBy(SigningKey key) {
        try {
            Bytes payload = CoseSign1.parse(credential(TestRegistry.VALID)).payload();
            KeyIdentifier name = KeyIdentifier.of(key.certificate());
            Bytes header = CoseSign1.header(key.suite().coseAlgorithm(), name);
            Bytes signature = key.signRaw(CoseSign1.toBeSigned(header, payload).toArray());
            return new CoseSign1(key.suite().coseAlgorithm(), name, header, payload, signature).encode();
        } catch (MalformedCoseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static BundlePart list(Bytes token) {
        return BundlePart.statusList(LIST, token);
    }

    private static Bytes payload(Bytes token) {
        try {
            return TypedMessage.parse(token).payload();
        } catch (MalformedEnvelopeException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Bytes resigned(Bytes token, SigningKey key) {
        return new CoseSigner(TestPki.PROVIDER).sign("application/statuslist+cwt", payload(token), key);
    }

    private static Bytes lastFlipped(Bytes octets) {
        byte[] flipped = octets.toArray();
        flipped[flipped.length - 1] ^= 1;
        return Bytes.of(flipped);
    }

    private void add(String name, FailureCode code, Bytes document) {
        add(name, code, document, BUNDLE, NOW);
    }

    private void add(String name, GapCode code, Bytes document) {
        add(name, code, document, BUNDLE, NOW);
    }

    private void add(String name, FailureCode code, Bytes document, OfflineBundle bundle, Instant at) {
        vectors.add(new Vector(name, code.name(), document, policy(bundle), at));
    }

    private void add(String name, GapCode code, Bytes document, OfflineBundle bundle, Instant at) {
        vectors.add(new Vector(name, code.name(), document, policy(bundle), at));
    }
}
