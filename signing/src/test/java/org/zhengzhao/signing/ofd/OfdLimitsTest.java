package org.zhengzhao.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.ofd.MalformedOfdException.Reason;
import org.zhengzhao.signing.testkit.TestPki;

/** Each limit of the OFD reader: what is just at it is read, one more is not. */
class OfdLimitsTest {
    private static final String FOLDER = "Doc_0/Signs/Sign_0/";
    private static final String VALUE = FOLDER + "SignedValue.dat";

    @Test
    void archive_octets_entries_andWhatIsInflated() {
        refused(Bytes.of(new byte[64 * 1024 * 1024 + 1]), Reason.TOO_LARGE, "file");
        assertThatCode(() -> Archive.read(SealedOfd.zip(parts(10_000, 0)))).doesNotThrowAnyException();
        refused(SealedOfd.zip(parts(10_001, 0)), Reason.TOO_LARGE, "entries");
        // Forty mebibytes each, of octets that pack well but not too well.
        assertThatCode(() -> Archive.read(SealedOfd.zip(parts(3, 40)))).doesNotThrowAnyException();
        refused(SealedOfd.zip(parts(4, 40)), Reason.TOO_LARGE, "inflated");
        refused(SealedOfd.zip(Map.of("zeros", Bytes.of(new byte[1024 * 1024]))), Reason.TOO_LARGE, "inflated");
    }

    @Test
    void part_nameAndItsDepth() throws Exception {
        assertThat(read("a".repeat(500)).names()).hasSize(1);
        refusedName("a".repeat(501));
        assertThat(read("a/".repeat(31) + "a").names()).hasSize(1);
        refusedName("a/".repeat(32) + "a");
        assertThat(read("a").resolve("/" + "b".repeat(499), "")).isPresent();
        assertThat(read("a").resolve("/" + "b".repeat(500), "")).isEmpty();
    }

    @Test
    void xml_octets_depth_andElements() throws Exception {
        String padded = "<a>" + " ".repeat(8 * 1024 * 1024 - 7) + "</a>";
        assertThat(XmlElement.read(Bytes.utf8(padded)).name()).isEqualTo("a");
        tooLarge(padded + " ");
        assertThatCode(() -> XmlElement.read(Bytes.utf8(nested(32)))).doesNotThrowAnyException();
        tooLarge(nested(33));
        assertThat(XmlElement.read(Bytes.utf8("<a>" + "<b/>".repeat(99_999) + "</a>"))
                        .children())
                .hasSize(99_999);
        tooLarge("<a>" + "<b/>".repeat(100_000) + "</a>");
    }

    @Test
    void signatures_andReferences() throws Exception {
        assertThat(signatures(100).signatures()).hasSize(100);
        assertThatExceptionOfType(MalformedOfdException.class)
                .isThrownBy(() -> signatures(101))
                .satisfies(refused -> assertThat(refused.where()).isEqualTo("signatures"));
        assertThat(references(20_000).signatures().getFirst().references()).hasSize(20_000);
        assertThatExceptionOfType(MalformedOfdException.class)
                .isThrownBy(() -> references(20_001))
                .satisfies(refused -> assertThat(refused.where()).isEqualTo("references"));
    }

    @Test
    void asn1_octets_andText() {
        assertThatExceptionOfType(MalformedOfdException.class)
                .isThrownBy(() -> Asn1Reader.sequence(Bytes.of(new byte[8 * 1024 * 1024 + 1])))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
        assertThatCode(() -> judge(named(1000))).doesNotThrowAnyException();
        refused(named(1001).zip(), Reason.SEAL, "text");
    }

    @Test
    void seal_signersWhoMayUseIt() {
        assertThatCode(() -> judge(sealedFor(1000))).doesNotThrowAnyException();
        refused(sealedFor(1001).zip(), Reason.SEAL, "too many signers");
    }

    @Test
    void signedData_certificatesAndAttributes() {
        assertThatCode(() -> judge(certified(32))).doesNotThrowAnyException();
        refused(certified(33).zip(), Reason.SEAL, "too many certificates");
        assertThatCode(() -> judge(attributed(64))).doesNotThrowAnyException();
        refused(attributed(65).zip(), Reason.SEAL, "too many attributes");
    }

    private static Map<String, Bytes> parts(int count, int mebibytes) {
        byte[] octets = new byte[mebibytes * 1024 * 1024];
        byte[] some = new byte[octets.length / 64];
        new Random(1).nextBytes(some);
        System.arraycopy(some, 0, octets, 0, some.length);
        Bytes content = Bytes.of(octets);
        Map<String, Bytes> parts = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            parts.put("p" + i, content);
        }
        return parts;
    }

    private static OfdPackage read(String name) throws MalformedOfdException {
        return OfdPackage.read(SealedOfd.zip(Map.of(name, Bytes.utf8(""))));
    }

    private static void refusedName(String name) {
        assertThatExceptionOfType(MalformedOfdException.class)
                .isThrownBy(() -> read(name))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.PART_NAME));
    }

    private static String nested(int depth) {
        return "<a>".repeat(depth) + "</a>".repeat(depth);
    }

    private static void tooLarge(String xml) {
        assertThatExceptionOfType(MalformedOfdException.class)
                .isThrownBy(() -> XmlElement.read(Bytes.utf8(xml)))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    private static OfdSignature.Listed signatures(int count) throws MalformedOfdException {
        SealedOfd ofd = new SealedOfd().sign();
        StringBuilder list = new StringBuilder("<Signatures>");
        for (int i = 0; i < count; i++) {
            list.append("<Signature BaseLoc=\"S").append(i).append(".xml\"/>");
            ofd.parts.put("Doc_0/Signs/S" + i + ".xml", ofd.parts.get(FOLDER + "Signature.xml"));
        }
        ofd.put("Doc_0/Signs/Signatures.xml", list + "</Signatures>");
        // The list names its value by its own folder.
        ofd.parts.put("Doc_0/Signs/SignedValue.dat", ofd.parts.get(VALUE));
        ofd.parts.put("Doc_0/Signs/Seal.esl", ofd.parts.get(FOLDER + "Seal.esl"));
        return OfdSignature.all(OfdPackage.read(ofd.zip()));
    }

    private static OfdSignature.Listed references(int count) throws MalformedOfdException {
        SealedOfd ofd = new SealedOfd().sign();
        String reference = "<ofd:Reference FileRef=\"/OFD.xml\"><ofd:CheckValue>AA==</ofd:CheckValue></ofd:Reference>";
        ofd.put(
                FOLDER + "Signature.xml",
                ofd.parts
                        .get(FOLDER + "Signature.xml")
                        .toUtf8()
                        .replaceFirst(
                                "(<ofd:References[^>]*>).*(</ofd:References>)", "$1" + reference.repeat(count) + "$2"));
        return OfdSignature.all(OfdPackage.read(ofd.zip()));
    }

    private static SealedOfd named(int characters) {
        SealedOfd ofd = new SealedOfd();
        ofd.sealName = "印".repeat(characters);
        return ofd.sign();
    }

    /** The list of signers is the fourth value of the seal's property, which is the third of its information. */
    private static SealedOfd sealedFor(int signers) {
        SealedOfd ofd = new SealedOfd().sign();
        ASN1Encodable one = new DEROctetString(new byte[] {1});
        ASN1Sequence list = new DERSequence(Collections.nCopies(signers, one).toArray(ASN1Encodable[]::new));
        ofd.parts.put(VALUE, encoded(replaced(value(ofd), list, 0, 1, 0, 2, 3)));
        return ofd;
    }

    private static SealedOfd certified(int certificates) {
        SealedOfd ofd = plain(SealedOfd.Version.PLAIN);
        ASN1Sequence value = value(ofd);
        ASN1Set known = ASN1Set.getInstance((ASN1TaggedObject) inside(value, 1, 0, 3), false);
        ASN1EncodableVector many = new ASN1EncodableVector();
        for (int i = 0; i < certificates; i++) {
            many.add(known.getObjectAt(0));
        }
        ofd.parts.put(VALUE, encoded(replaced(value, new DERTaggedObject(false, 0, new DERSet(many)), 1, 0, 3)));
        return ofd;
    }

    private static SealedOfd attributed(int attributes) {
        SealedOfd ofd = plain(SealedOfd.Version.PLAIN_WITH_ATTRIBUTES);
        ASN1Sequence value = value(ofd);
        ASN1Set known = ASN1Set.getInstance((ASN1TaggedObject) inside(value, 1, 0, 4, 0, 3), false);
        ASN1EncodableVector many = new ASN1EncodableVector();
        known.forEach(many::add);
        for (int i = known.size(); i < attributes; i++) {
            many.add(new DERSequence(
                    new ASN1Encodable[] {new ASN1ObjectIdentifier("2.25." + i), new DERSet(DERNull.INSTANCE)}));
        }
        ofd.parts.put(VALUE, encoded(replaced(value, new DERTaggedObject(false, 0, new DERSet(many)), 1, 0, 4, 0, 3)));
        return ofd;
    }

    private static SealedOfd plain(SealedOfd.Version version) {
        SealedOfd ofd = new SealedOfd();
        ofd.version = version;
        return ofd.sign();
    }

    private static ASN1Sequence value(SealedOfd ofd) {
        return ASN1Sequence.getInstance(ofd.parts.get(VALUE).toArray());
    }

    /** The value at a path through sequences, sets and explicit tags; of a tag the only step is 0. */
    private static ASN1Encodable inside(ASN1Encodable value, int... path) {
        ASN1Encodable at = value;
        for (int step : path) {
            at = children(at).get(step);
        }
        return at;
    }

    private static ASN1Encodable replaced(ASN1Encodable value, ASN1Encodable by, int... path) {
        if (path.length == 0) {
            return by;
        }
        List<ASN1Encodable> children = new ArrayList<>(children(value));
        int[] rest = Arrays.copyOfRange(path, 1, path.length);
        children.set(path[0], replaced(children.get(path[0]), by, rest));
        ASN1Encodable[] all = children.toArray(ASN1Encodable[]::new);
        return switch (value) {
            case ASN1Sequence sequence -> new DERSequence(all);
            case ASN1Set set -> new DERSet(all);
            case ASN1TaggedObject tagged -> new DERTaggedObject(true, tagged.getTagNo(), all[0]);
            default -> throw new AssertionError(value);
        };
    }

    private static List<ASN1Encodable> children(ASN1Encodable value) {
        return switch (value) {
            case ASN1Sequence sequence -> List.of(sequence.toArray());
            case ASN1Set set -> List.of(set.toArray());
            case ASN1TaggedObject tagged -> List.of(tagged.getExplicitBaseObject());
            default -> throw new AssertionError(value);
        };
    }

    private static Bytes encoded(ASN1Encodable value) {
        try {
            return Bytes.of(value.toASN1Primitive().getEncoded("DER"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static OfdJudgement judge(SealedOfd ofd) throws MalformedOfdException {
        return new OfdVerifier(Optional.empty(), TestPki.PROVIDER).judge(ofd.zip(), SealedOfd.TIME);
    }

    private static void refused(Bytes file, Reason reason, String where) {
        assertThatExceptionOfType(MalformedOfdException.class)
                .isThrownBy(() -> new OfdVerifier(Optional.empty(), TestPki.PROVIDER).judge(file, SealedOfd.TIME))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason))
                .satisfies(refused -> assertThat(refused.where()).isEqualTo(where));
    }
}
