package org.zhengzhao.signing.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.FieldValidator;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.PictureField;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.face.FaceSigner;
import org.zhengzhao.signing.face.PreparedFaces;
import org.zhengzhao.signing.face.SignedFaces;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.pdf.LicensePdf;
import org.zhengzhao.signing.pdf.UnprintableLicenseException;
import org.zhengzhao.signing.qr.QrText;

/** A license of a sample type with its signed faces, as the registry issues it. */
public record Issued(String slug, LicenseContent content, Bytes pdf, Bytes credential, String qrText) {
    private static final LicensePdf PDF = new LicensePdf(TestPki.PROVIDER, List.of());

    /** One license of every sample type, sealed with that key. */
    public static List<Issued> all(SigningKey key) {
        return SampleTypes.all().stream().map(sample -> of(sample, key, 17)).toList();
    }

    /**
     * A license of a sample type.
     *
     * @param serial tells it from another of the same type
     */
    public static Issued of(SampleType sample, SigningKey key, int serial) {
        return of(sample, key, serial, 0, QrText::of);
    }

    /**
     * The same with room in its signature.
     *
     * @param roomForTimestamp octets
     */
    public static Issued of(SampleType sample, SigningKey key, int serial, int roomForTimestamp) {
        return of(sample, key, serial, roomForTimestamp, QrText::of);
    }

    /**
     * The same with another text in the QR symbol.
     *
     * @param qrText what the symbol says
     */
    public static Issued of(SampleType sample, SigningKey key, int serial, Function<Credential, String> qrText) {
        return of(sample, key, serial, 0, qrText);
    }

    private static Issued of(
            SampleType sample, SigningKey key, int serial, int roomForTimestamp, Function<Credential, String> qrText) {
        LicenseContent content = content(sample, serial);
        Map<String, Bytes> pictures = pictures(sample.type(), fields(sample));
        try {
            FaceSigner signer = new FaceSigner(new CredentialSigner(TestPki.PROVIDER), PDF, qrText);
            PreparedFaces prepared = signer.prepare(
                    sample.type(),
                    new FieldValidator(sample.type().fields()),
                    content,
                    pictures,
                    Optional.empty(),
                    KeyCertificate.of(key),
                    Samples.ISSUED);
            SignedFaces faces = signer.seal(signer.signCredential(prepared, key, roomForTimestamp), key);
            return new Issued(
                    sample.slug(),
                    content,
                    faces.pdf(),
                    faces.credential(),
                    QrText.of(new Credential(faces.credential())));
        } catch (UnprintableLicenseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The content of such a license. */
    public static LicenseContent content(SampleType sample, int serial) {
        LicenseType type = sample.type();
        JsonValue.Members license = sample.license();
        Map<String, JsonValue> fields = fields(sample);
        pictures(type, fields);
        return new LicenseContent(
                new LicenseIdentifier(type.code(), Samples.AUTHORITY.code(), "20260000000%05d".formatted(serial), 1),
                type.version(),
                type.name(),
                license.findText("number").orElseThrow(),
                Samples.AUTHORITY,
                holders(license),
                LocalDate.parse("2026-03-02"),
                new ValidityPeriod(LocalDate.parse("2026-03-02"), Optional.of(LocalDate.parse("2031-03-01"))),
                license.findText("areaCode").orElseThrow(),
                new JsonValue.Members(fields));
    }

    private static Map<String, JsonValue> fields(SampleType sample) {
        return new LinkedHashMap<>(
                ((JsonValue.Members) sample.license().find("fields").orElseThrow()).values());
    }

    /** Takes the pictures out of the sample's fields and leaves their references there. */
    private static Map<String, Bytes> pictures(LicenseType type, Map<String, JsonValue> fields) {
        Map<String, Bytes> pictures = new LinkedHashMap<>();
        type.fields().pictureFields().forEach(picture -> {
            if (fields.get(picture.name()) instanceof JsonValue.Text text) {
                Bytes octets = Bytes.of(Base64.getDecoder().decode(text.value()));
                pictures.put(picture.name(), octets);
                fields.put(picture.name(), new JsonValue.Text(PictureField.reference(octets)));
            }
        });
        return pictures;
    }

    private static List<Holder> holders(JsonValue.Members license) {
        List<Holder> holders = new ArrayList<>();
        for (JsonValue item : ((JsonValue.Items) license.find("holders").orElseThrow()).values()) {
            JsonValue.Members holder = (JsonValue.Members) item;
            try {
                holders.add(new Holder(
                        holder.findText("name").orElseThrow(),
                        HolderCode.parse(
                                HolderCodeType.parse(holder.findText("codeType").orElseThrow()),
                                holder.findText("code").orElseThrow())));
            } catch (MalformedCodeException impossible) {
                throw new AssertionError(impossible);
            }
        }
        return holders;
    }

    @Override
    public String toString() {
        return slug;
    }
}
