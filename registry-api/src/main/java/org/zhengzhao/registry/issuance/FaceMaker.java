package org.zhengzhao.registry.issuance;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhengzhao.registry.license.FaceKind;
import org.zhengzhao.registry.license.LicenseQr;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.face.FaceSigner;
import org.zhengzhao.signing.face.PreparedFaces;
import org.zhengzhao.signing.face.PreparedSeal;
import org.zhengzhao.signing.face.SignedFaces;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pdf.FontFile;
import org.zhengzhao.signing.pdf.LicensePdf;
import org.zhengzhao.signing.pdf.UnprintableLicenseException;
import org.zhengzhao.signing.status.StatusReference;

/**
 * Has the faces of a license made in the steps of {@link FaceSigner}, and tells the issuer what stands in the way in the
 * issuer's words.
 */
@Singleton
class FaceMaker {
    private final FaceSigner signer;

    /**
     * @param fonts TrueType files that are asked, in this order, for characters that our own fonts do not have
     */
    FaceMaker(LicenseQr qr, @ConfigProperty(name = "zhengzhao.fonts") Optional<List<Path>> fonts) {
        BouncyCastleProvider provider = new BouncyCastleProvider();
        this.signer = new FaceSigner(
                new CredentialSigner(provider),
                new LicensePdf(
                        provider,
                        fonts.orElse(List.of()).stream().map(FaceMaker::font).toList()),
                qr::text);
    }

    private static FontFile font(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return FontFile.read(in);
        } catch (IOException unusable) {
            throw new UncheckedIOException(
                    "zhengzhao.fonts: " + file + " is no font with TrueType outlines that can be read", unusable);
        }
    }

    /**
     * Checks and draws; no key is touched.
     *
     * @param status where the status of the license will be published
     */
    PreparedFaces prepare(
            IssueOrder order,
            LicenseContent content,
            Optional<StatusReference> status,
            KeyCertificate certificate,
            Instant now) {
        try {
            return signer.prepare(order.type(), order.rules(), content, order.pictures(), status, certificate, now);
        } catch (UnprintableLicenseException unprintable) {
            throw problem(unprintable);
        }
    }

    PreparedSeal signCredential(PreparedFaces prepared, SigningKey key) {
        return signer.signCredential(prepared, key);
    }

    Map<FaceKind, Bytes> seal(PreparedSeal prepared, SigningKey key) {
        SignedFaces faces = signer.seal(prepared, key);
        return Map.of(FaceKind.PDF, faces.pdf(), FaceKind.CREDENTIAL, faces.credential());
    }

    private static RegistryException problem(UnprintableLicenseException unprintable) {
        String pointer = unprintable.field().startsWith("$") ? "" : "/fields/" + unprintable.field();
        String character = unprintable.codePoint().isPresent()
                ? UnprintableLicenseException.name(unprintable.codePoint().getAsInt())
                : "";
        Bilingual message = switch (unprintable.reason()) {
            case CHARACTER ->
                new Bilingual(
                        "没有字体含有此字：" + character + "。请联系系统管理员添加字体。",
                        "No font has this character: " + character + ". Ask the operator to add a font.");
            case PICTURE -> new Bilingual("图片无法使用。", "The picture cannot be used.");
            case TOO_LONG -> new Bilingual("内容过长，无法排版。", "Too long to be set on pages.");
            case QR_TOO_LONG ->
                new Bilingual(
                        "二维码装不下：请减少持证主体，或缩短二维码所载字段的内容。",
                        "Too long for the QR symbol: fewer holders, or shorter values in the fields that the QR carries.");
        };
        ProblemType type = switch (unprintable.reason()) {
            case CHARACTER -> ProblemType.UNPRINTABLE_CHARACTER;
            case PICTURE, TOO_LONG, QR_TOO_LONG -> ProblemType.VALIDATION_FAILED;
        };
        return new RegistryException(
                type,
                new Bilingual("没有写入任何内容。", "Nothing was written."),
                List.of(new ProblemError(pointer, unprintable.reason().name(), message)));
    }
}
