package org.zhengzhao.signing.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.bundle.BundlePart;
import org.zhengzhao.signing.bundle.BundleTerms;
import org.zhengzhao.signing.bundle.BundleWriter;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.face.EmbeddedFile;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pki.RegistryPurpose;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.status.StatusList;
import org.zhengzhao.signing.status.StatusListClaims;
import org.zhengzhao.signing.status.StatusListSigner;
import org.zhengzhao.signing.status.StatusReference;

/** A registry that publishes: its keys, a status list and bundles. */
public final class TestRegistry {
    public static final String NAME = "测试登记处";
    public static final String LIST = "https://licenses.example.cn/v1/status-lists/7kq3w2";
    public static final int SIZE = 1000;
    /** The statuses of a list, in places of their own. */
    public static final int VALID = 100;

    public static final int INVALID = 101;
    public static final int SUSPENDED = 102;
    public static final int SUPERSEDED = 103;

    private final TestPki pki = new TestPki(Samples.CEREMONY);
    private final SigningKey sealing = pki.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private final SigningKey statusKey = pki.registry(RegistryPurpose.STATUS_LISTS, Samples.CEREMONY);
    private final SigningKey bundleKey = pki.registry(RegistryPurpose.OFFLINE_BUNDLES, Samples.CEREMONY);

    public TestPki pki() {
        return pki;
    }

    public SigningKey sealing() {
        return sealing;
    }

    public SigningKey statusKey() {
        return statusKey;
    }

    public SigningKey bundleKey() {
        return bundleKey;
    }

    public SigningKey another(RegistryPurpose purpose) {
        return pki.registry(purpose, Samples.CEREMONY);
    }

    /** A credential whose status stands there. */
    public Credential credential(long index) {
        return credential(Optional.of(new StatusReference(index, LIST)), Samples.ISSUED);
    }

    public Credential credential(Optional<StatusReference> status, Instant issuedAt) {
        return new CredentialSigner(TestPki.PROVIDER)
                .sign(LicenseClaims.of(Samples.type(), Samples.content(), status, issuedAt), sealing);
    }

    /** A PDF whose status stands there. */
    public Bytes pdf(long index) {
        return pdf(credential(index));
    }

    public Bytes pdf(Credential credential) {
        return TestPdf.license(Samples.content(), sealing)
                .file(EmbeddedFile.CREDENTIAL, credential.coseSign1())
                .qr(QrText.of(credential))
                .build();
    }

    /** The list, issued then, for a month. */
    public Bytes list(Instant issuedAt) {
        return list(LIST, issuedAt, SIZE, statusKey);
    }

    public static Bytes list(String uri, Instant issuedAt, int size, SigningKey key) {
        StatusList list = StatusList.zeros(2, size).with(setter -> {
            if (size > SUPERSEDED) {
                setter.set(INVALID, 1);
                setter.set(SUSPENDED, 2);
                setter.set(SUPERSEDED, 3);
            }
        });
        return new StatusListSigner(TestPki.PROVIDER)
                .cwt(
                        new StatusListClaims(
                                uri, issuedAt, issuedAt.plus(Duration.ofDays(30)), Duration.ofMinutes(1), list),
                        key);
    }

    /** Anchor, certificates, names. */
    public List<BundlePart> parts() {
        return List.of(
                BundlePart.anchor(pki.root()),
                BundlePart.certificate(pki.issuer().certificate()),
                BundlePart.certificate(sealing.certificate()),
                BundlePart.certificate(statusKey.certificate()),
                BundlePart.catalogue(Map.of(type(), new Bilingual("食品经营许可证", "Food business permit"))));
    }

    public List<BundlePart> with(BundlePart... more) {
        List<BundlePart> all = new ArrayList<>(parts());
        all.addAll(List.of(more));
        return all;
    }

    public static LicenseTypeCode type() {
        return Samples.identifier().type();
    }

    /** For thirty days; a status of a week counts. */
    public static BundleTerms terms(long sequence, Instant issuedAt) {
        return new BundleTerms(
                NAME, sequence, issuedAt, issuedAt.plus(Duration.ofDays(30)), Duration.ofDays(7), Map.of());
    }

    /** With the list as it is then. */
    public OfflineBundle bundle(long sequence, Instant issuedAt) {
        return bundle(sequence, issuedAt, with(BundlePart.statusList(LIST, list(issuedAt))));
    }

    public OfflineBundle bundle(long sequence, Instant issuedAt, List<BundlePart> parts) {
        return new BundleWriter(TestPki.PROVIDER).write(terms(sequence, issuedAt), parts, bundleKey);
    }
}
