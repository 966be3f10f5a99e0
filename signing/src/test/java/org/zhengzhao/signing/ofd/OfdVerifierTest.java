package org.zhengzhao.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.ofd.MalformedOfdException.Reason;
import org.zhengzhao.signing.testkit.Samples;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;

/** Each rule of a signed OFD document, broken once. */
class OfdVerifierTest {
    private static final String PAGE = "Doc_0/Pages/Page_0/Content.xml";
    private static final String SIGNATURES = "Doc_0/Signs/Signatures.xml";
    private static final String FOLDER = "Doc_0/Signs/Sign_0/";
    private static final TrustStore TRUST = TrustStore.of(SealedOfd.PKI.published(SealedOfd.SIGNER), TestPki.PROVIDER);

    @ParameterizedTest
    @EnumSource(SealedOfd.Version.class)
    void judge_everyVersion_holds(SealedOfd.Version version) throws Exception {
        OfdJudgement judgement = judge(ofd -> ofd.version = version, ofd -> {});
        assertThat(judgement.problems()).isEmpty();
        assertThat(judgement.uncovered()).isZero();
        OfdJudgement.JudgedSignature signature = judgement.signatures().getFirst();
        assertThat(signature.time()).contains(SealedOfd.TIME);
        assertThat(signature.form() == OfdJudgement.Form.SIGNED_DATA)
                .isEqualTo(version.name().startsWith("PLAIN"));
        assertThat(signature.sealVersion())
                .isEqualTo(
                        signature.form() == OfdJudgement.Form.SIGNED_DATA
                                ? Optional.empty()
                                : Optional.of(version == SealedOfd.Version.FIRST ? 1 : 4));
    }

    @ParameterizedTest
    @EnumSource(SealedOfd.Version.class)
    void judge_changedPartOrList_doesNotHold(SealedOfd.Version version) throws Exception {
        assertThat(judge(ofd -> ofd.version = version, ofd -> ofd.put(PAGE, "<Page/>"))
                        .problems())
                .contains(OfdProblem.PART_CHANGED);
        assertThat(judge(
                                ofd -> ofd.version = version,
                                ofd -> ofd.put(
                                        FOLDER + "Signature.xml",
                                        ofd.parts.get(FOLDER + "Signature.xml").toUtf8() + " "))
                        .problems())
                .containsAnyOf(OfdProblem.LIST_CHANGED, OfdProblem.SIGNATURE_BROKEN);
    }

    @Test
    void judge_partsAddedOrTakenAway_doesNotHold() throws Exception {
        assertThat(judge(ofd -> {}, ofd -> ofd.put("Doc_0/Pages/Page_1/Content.xml", "<Page/>"))
                        .problems())
                .containsExactly(OfdProblem.PART_NOT_COVERED);
        assertThat(judge(ofd -> {}, ofd -> ofd.parts.remove(PAGE)).problems()).contains(OfdProblem.PART_MISSING);
        assertThat(judge(ofd -> {}, ofd -> ofd.put(SIGNATURES, "<Signatures/>")).problems())
                .containsExactly(OfdProblem.NOT_SIGNED);
    }

    @Test
    void judge_sealOfAnother_doesNotHold() throws Exception {
        assertThat(judge(ofd -> ofd.maker = SealedOfd.SIGNER, ofd -> {}).problems())
                .containsExactly(OfdProblem.SEAL_BROKEN, OfdProblem.PART_NOT_COVERED);
        assertThat(judge(ofd -> ofd.mayUse = SealedOfd.MAKER, ofd -> {}).problems())
                .contains(OfdProblem.SIGNER_NOT_IN_SEAL);
        assertThat(judge(
                                ofd -> {
                                    ofd.version = SealedOfd.Version.FOURTH_BY_DIGEST;
                                    ofd.mayUse = SealedOfd.MAKER;
                                },
                                ofd -> {})
                        .problems())
                .contains(OfdProblem.SIGNER_NOT_IN_SEAL);
        Bytes other = new SealedOfd().sign().parts.get(FOLDER + "Seal.esl");
        assertThat(judge(ofd -> {}, ofd -> ofd.parts.put(FOLDER + "Seal.esl", other))
                        .problems())
                .contains(OfdProblem.SEAL_DIFFERS);
    }

    @Test
    void judge_valueOfAnotherDocument_doesNotHold() throws Exception {
        SealedOfd other = new SealedOfd();
        other.put(PAGE, "<Page>another</Page>");
        Bytes value = other.sign().parts.get(FOLDER + "SignedValue.dat");
        assertThat(judge(ofd -> {}, ofd -> ofd.parts.put(FOLDER + "SignedValue.dat", value))
                        .problems())
                .contains(OfdProblem.LIST_CHANGED);
    }

    @Test
    void judge_algorithmsOfOthers_areRefused() throws Exception {
        assertThat(judge(ofd -> ofd.algorithm = "1.2.840.113549.1.1.5", ofd -> {})
                        .problems())
                .contains(OfdProblem.SIGNATURE_ALGORITHM);
        for (String method : List.of("MD5", "SHA1", "")) {
            assertThat(judge(ofd -> ofd.checkMethod = method, ofd -> {}).problems())
                    .contains(OfdProblem.DIGEST_ALGORITHM);
        }
    }

    @Test
    void judge_times_areThoseOfTheSignature() throws Exception {
        assertThat(judge(ofd -> ofd.to = SealedOfd.TIME.minusSeconds(1), ofd -> {})
                        .problems())
                .containsExactly(OfdProblem.SEAL_EXPIRED);
        assertThat(judge(ofd -> ofd.from = SealedOfd.TIME.plusSeconds(1), ofd -> {})
                        .problems())
                .containsExactly(OfdProblem.SEAL_NOT_YET_VALID);
        Instant after = SealedOfd.SIGNER.certificate().getNotAfter().toInstant().plusSeconds(1);
        Bytes late = signed(ofd -> {
            ofd.time = after;
            ofd.to = after.plusSeconds(10);
        });
        assertThat(verifier(Optional.empty()).judge(late, after).problems()).containsExactly(OfdProblem.SIGNER_EXPIRED);
        assertThat(verifier(Optional.empty()).judge(late, SealedOfd.TIME).problems())
                .contains(OfdProblem.TIME_IN_FUTURE);
        assertThat(verifier(Optional.of(TRUST)).judge(signed(ofd -> {}), after).problems())
                .isEmpty();
    }

    @Test
    void judge_trust_isAskedOfSignerAndMaker() throws Exception {
        TrustStore others = TrustStore.of(
                List.of(new TestPki(org.zhengzhao.signing.key.Suite.SM2, Samples.CEREMONY).root()), TestPki.PROVIDER);
        assertThat(verifier(Optional.of(others))
                        .judge(signed(ofd -> {}), SealedOfd.TIME)
                        .problems())
                .containsExactly(
                        OfdProblem.SIGNER_NOT_TRUSTED, OfdProblem.SEAL_MAKER_NOT_TRUSTED, OfdProblem.PART_NOT_COVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.xml",
                "Doc_0/../../evil.xml",
                "/OFD2.xml",
                "Doc_0//a.xml",
                "Doc_0/./a.xml",
                "..\\evil.xml",
                "C:evil.xml",
                "a\u0000.xml",
                "ofd.XML",
                "doc_0/document.xml",
                "OFD.xml/",
                "ＯＦＤ.xml"
            })
    void read_partWithADangerousName_isRefused(String name) {
        refused(signed(ofd -> {}, ofd -> ofd.parts.put(name, Bytes.utf8(""))), Reason.PART_NAME);
    }

    @Test
    void read_documentTypes_areRefusedInEveryEncoding() {
        String type = "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>";
        for (Bytes xml : List.of(
                Bytes.utf8(type),
                Bytes.of(type.getBytes(StandardCharsets.UTF_16)),
                Bytes.of(type.getBytes(StandardCharsets.UTF_16LE)))) {
            refused(signed(ofd -> {}, ofd -> ofd.parts.put("Doc_0/a.XML", xml)), Reason.DOCTYPE);
        }
    }

    @Test
    void read_xmlOfAnotherForm_isRefused() {
        for (String xml : List.of(
                "",
                "<OFD>",
                "<?xml version=\"1.0\" encoding=\"GBK\"?><OFD/>",
                "<OFD a=\"1\" a=\"2\"/>",
                "<OFD>&unknown;</OFD>")) {
            assertThatExceptionOfType(MalformedOfdException.class)
                    .isThrownBy(() -> verifier(Optional.empty())
                            .judge(signed(ofd -> {}, ofd -> ofd.put("OFD.xml", xml)), SealedOfd.TIME))
                    .satisfies(refused -> assertThat(refused.reason()).isIn(Reason.XML, Reason.DOCTYPE));
        }
        refused(signed(ofd -> {}, ofd -> ofd.put("OFD.xml", "<a>".repeat(33) + "</a>".repeat(33))), Reason.TOO_LARGE);
        refused(signed(ofd -> {}, ofd -> ofd.put("OFD.xml", "<OFD/>")), Reason.STRUCTURE);
        refused(signed(ofd -> {}, ofd -> ofd.parts.remove(FOLDER + "SignedValue.dat")), Reason.STRUCTURE);
        refused(signed(ofd -> {}, ofd -> ofd.put(FOLDER + "SignedValue.dat", "no ASN.1")), Reason.SEAL);
    }

    @Test
    void read_archivesThatReadersUnderstandDifferently_areRefused() throws Exception {
        byte[] good = signed(ofd -> {}).toArray();
        refused(Bytes.of(good).slice(0, good.length - 1), Reason.ARCHIVE);
        byte[] before = new byte[good.length + 4];
        System.arraycopy(good, 0, before, 4, good.length);
        refused(Bytes.of(before), Reason.ARCHIVE);
        // The name in the entry itself is another than in the directory.
        byte[] renamed = good.clone();
        renamed[30] = 'X';
        refused(Bytes.of(renamed), Reason.ARCHIVE);
        refused(Bytes.of(new byte[0]), Reason.ARCHIVE);
        refused(Bytes.utf8("%PDF-1.7"), Reason.ARCHIVE);
    }

    @Test
    void read_bombsAndTooManyParts_areRefused() {
        refused(signed(ofd -> {}, ofd -> ofd.parts.put("big.bin", Bytes.of(new byte[10_000_000]))), Reason.TOO_LARGE);
        Map<String, Bytes> many = new LinkedHashMap<>();
        for (int i = 0; i <= 10_000; i++) {
            many.put("p" + i, Bytes.utf8(""));
        }
        refused(SealedOfd.zip(many), Reason.TOO_LARGE);
    }

    private static OfdVerifier verifier(Optional<TrustStore> trust) {
        return new OfdVerifier(trust, TestPki.PROVIDER);
    }

    private static OfdJudgement judge(Consumer<SealedOfd> before, Consumer<SealedOfd> after) throws Exception {
        return verifier(Optional.of(TRUST)).judge(signed(before, after), SealedOfd.TIME);
    }

    private static Bytes signed(Consumer<SealedOfd> before) {
        return signed(before, ofd -> {});
    }

    private static Bytes signed(Consumer<SealedOfd> before, Consumer<SealedOfd> after) {
        SealedOfd ofd = new SealedOfd();
        before.accept(ofd);
        ofd.sign();
        after.accept(ofd);
        return ofd.zip();
    }

    private static void refused(Bytes file, Reason reason) {
        assertThatExceptionOfType(MalformedOfdException.class)
                .isThrownBy(() -> verifier(Optional.empty()).judge(file, SealedOfd.TIME))
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
