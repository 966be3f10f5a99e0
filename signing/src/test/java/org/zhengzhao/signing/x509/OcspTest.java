package org.zhengzhao.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.x509.Evidence.Crl;
import org.zhengzhao.signing.x509.Evidence.Ocsp;
import org.zhengzhao.signing.x509.Recipe.Made;

/** What OCSP responses say at a time. */
class OcspTest {
    private static final Made ROOT = Recipe.root();
    private static final Made ISSUER = Recipe.authority("CN=Issuer").by(ROOT).make();
    private static final Made END = Recipe.end("CN=End").by(ISSUER).make();
    private static final Made RESPONDER = responder().make();
    private static final CertificateStatus GOOD = CertificateStatus.GOOD;
    private static final CertificateStatus REVOKED =
            new RevokedStatus(Evidence.date("2026-05-15T00:00:00Z"), CRLReason.keyCompromise);

    @Test
    void validate_goodFromTheIssuerOrItsDelegate_holds() throws Exception {
        assertThat(judged(new Ocsp(ISSUER, ISSUER).saying(END, GOOD))).isEqualTo("GOOD");
        assertThat(judged(delegated(RESPONDER).saying(END, GOOD))).isEqualTo("GOOD");
        assertThat(judged(new Ocsp(ISSUER, ISSUER).basicOnly().saying(END, GOOD)))
                .isEqualTo("GOOD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256", "SM3"})
    void validate_hashesOfTheIssuer_mayBeOfAnyKind(String hash) throws Exception {
        assertThat(judged(new Ocsp(ISSUER, ISSUER).hashing(hash).saying(END, GOOD)))
                .isEqualTo("GOOD");
    }

    @Test
    void validate_revoked_countsFromItsDate() throws Exception {
        OcspAnswer answer = new Ocsp(ISSUER, ISSUER).saying(END, REVOKED);
        assertThat(judged(answer)).isEqualTo("REVOKED");
        OcspAnswer later = new Ocsp(ISSUER, ISSUER)
                .saying(END, new RevokedStatus(Evidence.date("2026-06-15T00:00:00Z"), CRLReason.superseded));
        assertThat(judged(later)).isEqualTo("GOOD");
    }

    @Test
    void validate_unknown_isNotGood() throws Exception {
        assertThat(judged(new Ocsp(ISSUER, ISSUER).saying(END, new UnknownStatus())))
                .isEqualTo("REVOCATION_UNKNOWN");
    }

    @Test
    void validate_revokedByOneAndGoodByAnother_isRevoked() throws Exception {
        OcspAnswer good = new Ocsp(ISSUER, ISSUER).saying(END, GOOD);
        RevocationList list = new Crl(ISSUER, Evidence.BEFORE, Evidence.AFTER)
                .revoking(END, Evidence.BEFORE, CRLReason.unspecified)
                .make();
        assertThat(judged(List.of(ISSUER), List.of(list), good)).isEqualTo("REVOKED");
    }

    @Test
    void validate_staleOrEndless_isUnknown() throws Exception {
        assertThat(judged(new Ocsp(ISSUER, ISSUER)
                        .at("2026-04-01T00:00:00Z", Optional.of(Evidence.BEFORE))
                        .saying(END, GOOD)))
                .isEqualTo("REVOCATION_UNKNOWN");
        assertThat(judged(new Ocsp(ISSUER, ISSUER)
                        .at(Evidence.BEFORE, Optional.empty())
                        .saying(END, GOOD)))
                .isEqualTo("REVOCATION_UNKNOWN");
        assertThat(judged(new Ocsp(ISSUER, ISSUER)
                        .at(Evidence.AFTER, Optional.empty())
                        .saying(END, GOOD)))
                .isEqualTo("GOOD");
    }

    @Test
    void validate_answerOfSomebodyElse_isUnknown() throws Exception {
        List<Made> wrong = List.of(
                Recipe.end("CN=Responder").by(ISSUER).make(),
                responder().by(ROOT).make(),
                responder()
                        .valid("2025-01-01T00:00:00Z", "2026-04-01T00:00:00Z")
                        .make());
        for (Made responder : wrong) {
            assertThat(judged(delegated(responder).saying(END, GOOD))).isEqualTo("REVOCATION_UNKNOWN");
        }
        assertThat(judged(delegated(RESPONDER).claiming(ISSUER).saying(END, GOOD)))
                .isEqualTo("REVOCATION_UNKNOWN");
        Made impostor = Recipe.authority("CN=Issuer").make();
        assertThat(judged(new Ocsp(ISSUER, impostor).sending(impostor).saying(END, GOOD)))
                .isEqualTo("REVOCATION_UNKNOWN");
    }

    @Test
    void validate_answerAboutAnotherAuthoritysCertificate_isSilence() throws Exception {
        Made other = Recipe.authority("CN=Other").by(ROOT).make();
        assertThat(judged(new Ocsp(other, other).saying(END, REVOKED))).isEqualTo("REVOCATION_UNKNOWN");
        assertThat(judged(new Ocsp(other, other).saying(END, REVOKED), new Ocsp(ISSUER, ISSUER).saying(END, GOOD)))
                .isEqualTo("GOOD");
    }

    @Test
    void validate_revokedResponder_isNotBelievedUnlessNobodyIsToAsk() throws Exception {
        RevocationList list = new Crl(ISSUER, Evidence.BEFORE, Evidence.AFTER)
                .revoking(RESPONDER, Evidence.BEFORE, CRLReason.keyCompromise)
                .make();
        OcspAnswer answer = delegated(RESPONDER).saying(END, REVOKED);
        assertThat(judged(List.of(ISSUER), List.of(list), answer)).isEqualTo("GOOD");
        Made unasked = responder()
                .with(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE)
                .make();
        assertThat(judged(List.of(ISSUER), List.of(list), delegated(unasked).saying(END, REVOKED)))
                .isEqualTo("REVOKED");
    }

    @Test
    void parse_whatIsNoAnswer_isRefused() throws OCSPException, java.io.IOException {
        Bytes later = Bytes.of(
                new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded());
        for (Bytes octets : List.of(
                later, Bytes.utf8("hello"), Bytes.hex("3000"), Bytes.of(new byte[X509Limits.MAX_OCSP_OCTETS + 1]))) {
            assertThatExceptionOfType(MalformedEvidenceException.class)
                    .isThrownBy(() -> OcspAnswer.parse(octets, TestPki.PROVIDER));
            assertThatExceptionOfType(MalformedEvidenceException.class).isThrownBy(() -> RevocationList.parse(octets));
        }
    }

    private static Recipe responder() {
        return Recipe.end("CN=Responder").by(ISSUER).purposes(false, KeyPurposeId.id_kp_OCSPSigning);
    }

    private static Ocsp delegated(Made responder) {
        return new Ocsp(ISSUER, responder).sending(responder);
    }

    private static String judged(OcspAnswer... answers) {
        return judged(List.of(ISSUER), List.of(), answers);
    }

    private static String judged(List<Made> given, List<RevocationList> lists, OcspAnswer... answers) {
        return RevocationTest.word(new PathValidator(TestPki.PROVIDER)
                .validate(
                        END.certificate(),
                        CertificatePool.of(List.of(ROOT.certificate()), List.of()),
                        given.stream().map(Made::certificate).toList(),
                        new RevocationEvidence(lists, List.of(answers)),
                        PathRequest.at(Recipe.AT).withRevocation(RevocationRules.END_CERTIFICATE)));
    }
}
