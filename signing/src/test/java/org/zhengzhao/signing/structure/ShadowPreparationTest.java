package org.zhengzhao.signing.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.structure.Change.Kind;
import org.zhengzhao.signing.testkit.RawUpdate;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPdf;
import org.zhengzhao.signing.testkit.TestPki;

/** Documents that were prepared before they were signed, so that an update which looks harmless shows something else. */
class ShadowPreparationTest {
    private static final TestPki PKI = new TestPki(Samples.CEREMONY);
    private static final SigningKey KEY = PKI.sealing(Samples.AUTHORITY, Samples.CEREMONY);
    private static final String PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents ";

    private static Bytes unsigned() {
        return TestPdf.letter(KEY).unsigned();
    }

    private static Bytes sign(Bytes document) {
        return TestPdf.letter(KEY).sign(document);
    }

    private static List<Change> changes(Bytes document) throws Exception {
        PdfStructure structure = PdfStructure.read(document);
        assertThat(structure.signatures()).hasSize(1);
        assertThat(structure.signatures().getFirst().problem()).isEmpty();
        return structure.signatures().getFirst().laterChanges();
    }

    @Test
    void review_validationData_isPermitted() throws Exception {
        Bytes signed = sign(unsigned());
        RawUpdate update = RawUpdate.of(signed);
        int certificate = update.free();
        update.stream(certificate, "", "any octets")
                .object(update.root(), update.catalog("/DSS<</Certs[" + certificate + " 0 R]>>"));

        assertThat(changes(update.build())).extracting(Change::kind).containsExactly(Kind.VALIDATION_DATA);
    }

    /** The page waits for an object that does not exist yet; later it comes in the guise of a certificate. */
    @Test
    void review_objectThatWasReferredToBefore_isRefused() throws Exception {
        RawUpdate prepared = RawUpdate.of(unsigned());
        int waiting = 900;
        prepared.object(prepared.page(), PAGE + "[" + waiting + " 0 R]>>");
        Bytes signed = sign(prepared.build());
        RawUpdate update = RawUpdate.of(signed);
        update.stream(waiting, "", "0 0 200 200 re f")
                .object(update.root(), update.catalog("/DSS<</Certs[" + waiting + " 0 R]>>"));

        assertThat(changes(update.build()))
                .anyMatch(change ->
                        change.kind() == Kind.OTHER && change.subject().equals("900 0 R"));
    }

    /** One array is the page's contents and the list of certificates. */
    @Test
    void review_arrayWithTwoMeanings_isRefused() throws Exception {
        RawUpdate prepared = RawUpdate.of(unsigned());
        int array = prepared.free();
        prepared.object(array, "[]")
                .object(prepared.page(), PAGE + array + " 0 R>>")
                .object(prepared.root(), prepared.catalog("/DSS<</Certs " + array + " 0 R>>"));
        Bytes signed = sign(prepared.build());
        RawUpdate update = RawUpdate.of(signed);
        int drawing = update.free();
        update.stream(drawing, "", "0 0 200 200 re f").object(array, "[" + drawing + " 0 R]");

        assertThat(changes(update.build()))
                .anyMatch(change ->
                        change.kind() == Kind.OTHER && change.subject().equals(array + " 0 R"));
    }

    /** The same array, with one meaning only, may grow. */
    @Test
    void review_arrayWithOneMeaning_isPermitted() throws Exception {
        RawUpdate prepared = RawUpdate.of(unsigned());
        int array = prepared.free();
        prepared.object(array, "[]").object(prepared.root(), prepared.catalog("/DSS<</Certs " + array + " 0 R>>"));
        Bytes signed = sign(prepared.build());
        RawUpdate update = RawUpdate.of(signed);
        int certificate = update.free();
        update.stream(certificate, "", "any octets").object(array, "[" + certificate + " 0 R]");

        assertThat(changes(update.build())).extracting(Change::kind).containsExactly(Kind.VALIDATION_DATA);
    }

    /** ISO 32000-2 table 167: Hidden 2, Print 4, NoView 32, Locked 128, ToggleNoView 256. */
    @ParameterizedTest
    @CsvSource({
        "2, DOCUMENT_TIMESTAMP",
        "6, DOCUMENT_TIMESTAMP",
        "32, DOCUMENT_TIMESTAMP",
        "160, DOCUMENT_TIMESTAMP",
        "294, DOCUMENT_TIMESTAMP",
        "0, VISIBLE_SIGNATURE",
        "132, VISIBLE_SIGNATURE",
        "36, VISIBLE_SIGNATURE",
        "288, VISIBLE_SIGNATURE",
    })
    void review_newTimestampThatDraws_isUnseenOnlyWhereNeitherScreenNorPaperHasIt(int flags, Kind kind)
            throws Exception {
        RawUpdate update = RawUpdate.of(sign(unsigned()));
        int field = update.free();
        int stamp = field + 1;
        update
                .object(
                        field,
                        "<</Type/Annot/Subtype/Widget/FT/Sig/T(t)/F " + flags + "/Rect[0 0 200 200]/P " + update.page()
                                + " 0 R/AP<</N " + (field + 2) + " 0 R>>/V " + stamp + " 0 R>>")
                .object(
                        stamp,
                        "<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161/ByteRange[0 0 0 0]/Contents<00>>>")
                .stream(field + 2, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 9 9 re f")
                .object(update.root(), update.catalog("").replaceAll("/Fields ?\\[", "/Fields [" + field + " 0 R "));

        assertThat(firstSignature(update.build()).laterChanges())
                .extracting(Change::kind)
                .containsExactly(kind);
    }

    /** A field that was foreseen unseen, on the screen or at all, is not seen when it is signed. */
    @ParameterizedTest
    @CsvSource({
        "0, 4, SIGNATURE",
        "2, 2, SIGNATURE",
        "36, 36, SIGNATURE",
        "2, 4, VISIBLE_SIGNATURE",
        "2, 36, VISIBLE_SIGNATURE",
        "32, 36, VISIBLE_SIGNATURE",
        "32, 288, VISIBLE_SIGNATURE",
        "36, 4, VISIBLE_SIGNATURE",
    })
    void review_fieldThatIsSigned_isSeenOnlyWhereItWasForeseen(int before, int after, Kind kind) throws Exception {
        String widget = "<</Type/Annot/Subtype/Widget/FT/Sig/T(s)/Rect[0 0 200 200]/F ";
        RawUpdate prepared = RawUpdate.of(unsigned());
        int field = prepared.free();
        prepared.object(field, widget + before + ">>")
                .object(prepared.root(), prepared.catalog("/AcroForm<</Fields[" + field + " 0 R]/SigFlags 3>>"));
        RawUpdate update = RawUpdate.of(sign(prepared.build()));
        int looks = update.free();
        update.object(field, widget + after + "/AP<</N " + looks + " 0 R>>/V " + (looks + 1) + " 0 R>>").stream(
                        looks, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 9 9 re f")
                .object(
                        looks + 1,
                        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 0 0 0]/Contents<00>>>");

        assertThat(firstSignature(update.build()).laterChanges())
                .extracting(Change::kind)
                .containsExactly(kind);
    }

    private static SignatureInspection firstSignature(Bytes document) throws Exception {
        return PdfStructure.read(document).signatures().stream()
                .filter(signature -> signature.problem().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void permits_certified_asItsPermissionsSay() {
        Change signature = new Change(Kind.SIGNATURE, "9 0 R", "form.second");
        Change drawn = new Change(Kind.VISIBLE_SIGNATURE, "9 0 R", "form.second");
        Change timestamp = new Change(Kind.DOCUMENT_TIMESTAMP, "9 0 R", "t");

        assertThat(certified(1).permits(timestamp)).isTrue();
        assertThat(certified(1).permits(signature)).isFalse();
        assertThat(certified(2).permits(signature)).isTrue();
        assertThat(certified(2).permits(drawn)).isFalse();
        assertThat(Modification.ANY.permits(drawn)).isTrue();
        assertThat(locked(Modification.Lock.ALL, Set.of()).permits(signature)).isFalse();
        assertThat(locked(Modification.Lock.ONLY, Set.of("form")).permits(signature))
                .isFalse();
        assertThat(locked(Modification.Lock.ONLY, Set.of("for")).permits(signature))
                .isTrue();
        assertThat(locked(Modification.Lock.EXCEPT, Set.of("form.second")).permits(signature))
                .isTrue();
        assertThat(locked(Modification.Lock.EXCEPT, Set.of("other")).permits(signature))
                .isFalse();
        assertThat(certified(3).permits(new Change(Kind.OTHER, "9 0 R", ""))).isFalse();
    }

    private static Modification certified(int permission) {
        return new Modification(OptionalInt.of(permission), Modification.Lock.NONE, Set.of());
    }

    private static Modification locked(Modification.Lock lock, Set<String> fields) {
        return new Modification(OptionalInt.empty(), lock, fields);
    }
}
