package org.zhengzhao.signing.pdf;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.HolderCodeType;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.schema.license.Holder;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.DisplayTemplate;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.LicenseTypeJson;
import org.zhengzhao.schema.type.PictureField;
import org.zhengzhao.signing.face.FaceType;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.SoftwareKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pki.RegistryPki;

/** Licenses of the sample types, a key to seal them with, and the maker of PDFs, made once. */
final class FaceFixtures {
    static final Instant SIGNED_AT = Instant.parse("2026-11-02T01:30:00Z");
    static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    static final Authority AUTHORITY = authority("云海市示范区行政审批局");
    static final LicensePdf PDF = new LicensePdf(PROVIDER, List.of());
    static final String QR_TEXT = "LX1:" + "6BF0XK1PO7N69TW5%QJ8:3.$2+KV/DG A4".repeat(18);

    private FaceFixtures() {}

    static Authority authority(String name) {
        try {
            return new Authority(Uscc.parse("11110000MBFAKE039R"), name);
        } catch (MalformedCodeException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static SigningKey key(Authority authority) {
        RegistryPki pki = new RegistryPki(PROVIDER, new SecureRandom());
        Instant now = SIGNED_AT.minusSeconds(3600);
        RegistryPki.Issued root = pki.root("Demo Registry", now);
        RegistryPki.Issued issuer = pki.issuingAuthority("Demo Registry", root, now);
        RegistryPki.Issued sealing = pki.sealing(authority, issuer, now);
        return new SoftwareKey(Suite.ES256, sealing.key(), sealing.chain(), PROVIDER);
    }

    static PdfFace sample(String slug) {
        return face(SampleTypes.find(slug).orElseThrow());
    }

    static PdfFace face(SampleType sample) {
        try {
            return face(sample.type(), sample.license(), holders(sample.license()), AUTHORITY);
        } catch (MalformedCodeException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The sample with some fields replaced. */
    static PdfFace with(String slug, Map<String, String> replaced) throws MalformedCodeException {
        SampleType sample = SampleTypes.find(slug).orElseThrow();
        Map<String, JsonValue> fields = new LinkedHashMap<>(
                ((JsonValue.Members) sample.license().find("fields").orElseThrow()).values());
        replaced.forEach((name, value) -> fields.put(name, new JsonValue.Text(value)));
        Map<String, JsonValue> license = new LinkedHashMap<>(sample.license().values());
        license.put("fields", new JsonValue.Members(fields));
        return face(sample.type(), new JsonValue.Members(license), holders(sample.license()), AUTHORITY);
    }

    static PdfFace withHolders(String slug, List<Holder> holders) throws MalformedCodeException {
        SampleType sample = SampleTypes.find(slug).orElseThrow();
        return face(sample.type(), sample.license(), holders, AUTHORITY);
    }

    static PdfFace withAuthority(String slug, String name) throws MalformedCodeException {
        SampleType sample = SampleTypes.find(slug).orElseThrow();
        return face(sample.type(), sample.license(), holders(sample.license()), authority(name));
    }

    /** The sample in the generic layout. */
    static PdfFace generic(String slug) throws MalformedCodeException, MalformedJsonException {
        SampleType sample = SampleTypes.find(slug).orElseThrow();
        Map<String, JsonValue> definition =
                new LinkedHashMap<>(LicenseTypeJson.write(sample.type()).values());
        definition.put("template", DisplayTemplate.GENERIC.write());
        LicenseType type = LicenseTypeJson.read(new JsonValue.Members(definition), 1);
        return face(type, sample.license(), holders(sample.license()), AUTHORITY);
    }

    static List<Holder> holders(JsonValue.Members license) throws MalformedCodeException {
        List<Holder> holders = new ArrayList<>();
        for (JsonValue item : ((JsonValue.Items) license.find("holders").orElseThrow()).values()) {
            JsonValue.Members holder = (JsonValue.Members) item;
            holders.add(new Holder(
                    holder.findText("name").orElseThrow(),
                    HolderCode.parse(
                            HolderCodeType.parse(holder.findText("codeType").orElseThrow()),
                            holder.findText("code").orElseThrow())));
        }
        return holders;
    }

    private static PdfFace face(
            LicenseType type, JsonValue.Members license, List<Holder> holders, Authority authority) {
        Map<String, Bytes> pictures = new LinkedHashMap<>();
        Map<String, JsonValue> fields =
                new LinkedHashMap<>(((JsonValue.Members) license.find("fields").orElseThrow()).values());
        type.fields().pictureFields().forEach(picture -> {
            if (fields.get(picture.name()) instanceof JsonValue.Text text) {
                Bytes octets = Bytes.of(Base64.getDecoder().decode(text.value()));
                pictures.put(picture.name(), octets);
                fields.put(picture.name(), new JsonValue.Text(PictureField.reference(octets)));
            }
        });
        LicenseContent content = new LicenseContent(
                new LicenseIdentifier(type.code(), authority.code(), "2026000000000017", 1),
                type.version(),
                type.name(),
                license.findText("number").orElseThrow(),
                authority,
                holders,
                LocalDate.parse(license.findText("issuedOn").orElseThrow()),
                new ValidityPeriod(
                        LocalDate.parse(license.findText("validFrom").orElseThrow()),
                        license.findText("validUntil").map(LocalDate::parse).or(Optional::empty)),
                license.findText("areaCode").orElseThrow(),
                new JsonValue.Members(fields));
        return new PdfFace(type, content, pictures, FaceType.json(type), Bytes.utf8("not a real credential"), QR_TEXT);
    }
}
