package org.zhengzhao.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.x509.Evidence.Crl;
import org.zhengzhao.signing.x509.Recipe.Made;

/** What revocation lists say at a time. */
class RevocationTest {
    private static final Made ROOT = Recipe.root();
    private static final Made ISSUER = Recipe.authority("CN=Issuer").by(ROOT).make();
    private static final Made END = Recipe.end("CN=End").by(ISSUER).make();
    private static final PathRequest REQUEST =
            PathRequest.at(Recipe.AT).withRevocation(RevocationRules.END_CERTIFICATE);
    private static final String GOOD = "GOOD";

    @Test
    void validate_listWithoutTheCertificate_isGoodAndNamed() throws Exception {
        PathResult result = validate(REQUEST, END, crl().make());
        assertThat(result)
                .isInstanceOfSatisfying(
                        PathResult.Valid.class,
                        valid -> assertThat(valid.evidence())
                                .containsExactly(new RevocationFinding(
                                        END.certificate(),
                                        RevocationFinding.Status.GOOD,
                                        RevocationFinding.Kind.CRL,
                                        "CN=Issuer",
                                        Optional.of(BigInteger.valueOf(7)),
                                        Instant.parse(Evidence.BEFORE),
                                        Optional.of(Instant.parse(Evidence.AFTER)),
                                        Optional.empty(),
                                        Optional.empty())));
    }

    /** Whoever makes a list makes its numbers: they may collide in a table of hashes. Compared, since machines differ. */
    @Test
    void parse_numbersOfOneHash_takesNoLongerThanOthers() throws Exception {
        int entries = 20_000;
        Crl colliding = crl();
        Crl plain = crl();
        for (int i = 1; i <= entries; i++) {
            // The hash of two words is 31 · first + second.
            colliding.revoking(BigInteger.valueOf((long) i << 32 | 0x7000_0000L - 31L * i));
            plain.revoking(BigInteger.valueOf((long) i << 32 | 0x7000_0000L - 37L * i));
        }
        Bytes[] lists = {plain.der(), colliding.der()};
        RevocationList.parse(lists[0]);
        long ofPlain = processorTime(lists[0]);
        long ofColliding = processorTime(lists[1]);

        assertThat(ofColliding).isLessThan(10 * ofPlain);
        RevocationList read = RevocationList.parse(lists[1]);
        assertThat(read.find(read.issuer(), BigInteger.valueOf(5L << 32 | 0x7000_0000L - 31L * 5)))
                .isPresent();
        assertThat(read.find(read.issuer(), BigInteger.valueOf(5L << 32 | 0x7000_0000L - 31L * 6)))
                .isEmpty();
        assertThat(read.find(DistinguishedName.of(ROOT.subject()), BigInteger.valueOf(5L << 32 | 0x7000_0000L - 155)))
                .isEmpty();
    }

    private static long processorTime(Bytes list) throws MalformedEvidenceException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        RevocationList.parse(list);
        return threads.getCurrentThreadCpuTime() - start;
    }

    @Test
    void validate_revoked_countsFromItsDate() throws Exception {
        RevocationList list = crl().revoking(END, "2026-05-15T00:00:00Z", CRLReason.keyCompromise)
                .make();
        assertThat(judged(REQUEST, END, list)).isEqualTo("REVOKED");
        PathRequest earlier =
                PathRequest.at(Instant.parse("2026-05-10T00:00:00Z")).withRevocation(RevocationRules.END_CERTIFICATE);
        PathResult before = validate(earlier, END, list);
        assertThat(before)
                .isInstanceOfSatisfying(
                        PathResult.Valid.class,
                        valid -> assertThat(valid.evidence()).singleElement().satisfies(finding -> {
                            assertThat(finding.revokedAt()).contains(Instant.parse("2026-05-15T00:00:00Z"));
                            assertThat(finding.reason()).contains("keyCompromise");
                        }));
    }

    @Test
    void validate_onHold_isRevoked() throws Exception {
        RevocationList list = crl().revoking(END, "2026-05-15T00:00:00Z", CRLReason.certificateHold)
                .make();
        assertThat(judged(REQUEST, END, list)).isEqualTo("REVOKED");
    }

    @Test
    void validate_invalidityDate_makesItEarlierAndNeverLater() throws Exception {
        RevocationList early = crl().revoking(
                        END,
                        "2026-06-10T00:00:00Z",
                        Evidence.reason(CRLReason.keyCompromise),
                        invalid("20260520000000Z"))
                .make();
        assertThat(judged(REQUEST, END, early)).isEqualTo("REVOKED");
        RevocationList late = crl().revoking(
                        END,
                        "2026-05-15T00:00:00Z",
                        Evidence.reason(CRLReason.keyCompromise),
                        invalid("20260620000000Z"))
                .make();
        assertThat(judged(REQUEST, END, late)).isEqualTo("REVOKED");
    }

    @Test
    void validate_listOfAnotherTime_saysNothing() throws Exception {
        RevocationList stale = new Crl(ISSUER, "2026-04-01T00:00:00Z", Evidence.BEFORE).make();
        assertThat(judged(REQUEST, END, stale)).isEqualTo("REVOCATION_UNKNOWN");
        RevocationList endless = new Crl(ISSUER, Evidence.BEFORE, "").make();
        assertThat(judged(REQUEST, END, endless)).isEqualTo("REVOCATION_UNKNOWN");
        RevocationList later = new Crl(ISSUER, Evidence.AFTER, "2026-08-01T00:00:00Z").make();
        assertThat(judged(REQUEST, END, later)).isEqualTo(GOOD);
    }

    @Test
    void validate_laterListThanTheCertificateLived_saysNothing() throws Exception {
        Made shortLived = Recipe.end("CN=End")
                .by(ISSUER)
                .valid("2026-05-01T00:00:00Z", "2026-06-15T00:00:00Z")
                .make();
        RevocationList later = new Crl(ISSUER, Evidence.AFTER, "2026-08-01T00:00:00Z").make();
        assertThat(judged(REQUEST, shortLived, later)).isEqualTo("REVOCATION_UNKNOWN");
        RevocationList keeping = new Crl(ISSUER, Evidence.AFTER, "2026-08-01T00:00:00Z")
                .with(Extension.expiredCertsOnCRL, false, new ASN1GeneralizedTime("20250101000000Z"))
                .make();
        assertThat(judged(REQUEST, shortLived, keeping)).isEqualTo(GOOD);
    }

    @Test
    void validate_maximumAge_refusesWhatIsCurrentButOld() throws Exception {
        PathRequest fresh = REQUEST.withRevocation(
                new RevocationRules(RevocationRules.Mode.END_CERTIFICATE, Optional.of(Duration.ofDays(7))));
        assertThat(judged(fresh, END, crl().make())).isEqualTo("REVOCATION_UNKNOWN");
        assertThat(judged(fresh, END, new Crl(ISSUER, "2026-05-30T00:00:00Z", Evidence.AFTER).make()))
                .isEqualTo(GOOD);
    }

    @Test
    void validate_modes_differInWhatSilenceMeans() throws Exception {
        PathRequest base = PathRequest.at(Recipe.AT);
        RevocationList ofEnd = crl().make();
        RevocationList ofIssuer = new Crl(ROOT, Evidence.BEFORE, Evidence.AFTER).make();
        assertThat(judged(base.withRevocation(RevocationRules.IF_PRESENT), END)).isEqualTo(GOOD);
        assertThat(judged(base.withRevocation(RevocationRules.END_CERTIFICATE), END))
                .isEqualTo("REVOCATION_UNKNOWN");
        assertThat(judged(base.withRevocation(RevocationRules.REQUIRED), END, ofEnd))
                .isEqualTo("REVOCATION_UNKNOWN");
        assertThat(judged(base.withRevocation(RevocationRules.REQUIRED), END, ofEnd, ofIssuer))
                .isEqualTo(GOOD);
        RevocationList revoked =
                crl().revoking(END, Evidence.BEFORE, CRLReason.unspecified).make();
        assertThat(judged(base.withRevocation(RevocationRules.NOT_ASKED), END, revoked))
                .isEqualTo(GOOD);
        assertThat(judged(base.withRevocation(RevocationRules.IF_PRESENT), END, revoked))
                .isEqualTo("REVOKED");
    }

    @Test
    void validate_revokedAuthority_isRevokedWhateverTheEndSays() throws Exception {
        RevocationList list = new Crl(ROOT, Evidence.BEFORE, Evidence.AFTER)
                .revoking(ISSUER, Evidence.BEFORE, CRLReason.cACompromise)
                .make();
        assertThat(judged(REQUEST, END, crl().make(), list)).isEqualTo("REVOKED");
    }

    @Test
    void validate_listSignedByAnother_neverCounts() throws Exception {
        Made impostor = Recipe.authority("CN=Issuer").make();
        RevocationList forged = new Crl(impostor, Evidence.BEFORE, Evidence.AFTER).make();
        assertThat(judged(REQUEST, END, forged)).isEqualTo("REVOCATION_UNKNOWN");
        // A certificate of the same name that another authority under the same anchor issued.
        Made other = Recipe.authority("CN=Other").by(ROOT).make();
        Made namesake = Recipe.authority("CN=Issuer").by(other).make();
        PathResult result = validate(
                REQUEST,
                END,
                List.of(ISSUER, other, namesake),
                new Crl(namesake, Evidence.BEFORE, Evidence.AFTER).make());
        assertThat(word(result)).isEqualTo("REVOCATION_UNKNOWN");
    }

    @Test
    void validate_listUnderTheAuthoritysOtherKey_countsWhileThatIsNotRevoked() throws Exception {
        Made listKey = Recipe.end("CN=Issuer")
                .by(ROOT)
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
                .make();
        RevocationList list = new Crl(ISSUER, listKey, Evidence.BEFORE, Evidence.AFTER).make();
        assertThat(word(validate(REQUEST, END, List.of(ISSUER, listKey), list))).isEqualTo(GOOD);
        RevocationList revoking = new Crl(ROOT, Evidence.BEFORE, Evidence.AFTER)
                .revoking(listKey, Evidence.BEFORE, CRLReason.keyCompromise)
                .make();
        assertThat(word(validate(REQUEST, END, List.of(ISSUER, listKey), list, revoking)))
                .isEqualTo("REVOCATION_UNKNOWN");
        Made noListKey = Recipe.end("CN=Issuer").by(ROOT).make();
        RevocationList other = new Crl(ISSUER, noListKey, Evidence.BEFORE, Evidence.AFTER).make();
        assertThat(word(validate(REQUEST, END, List.of(ISSUER, noListKey), other)))
                .isEqualTo("REVOCATION_UNKNOWN");
    }

    @Test
    void validate_unknownCriticalExtension_makesAListUseless() throws Exception {
        RevocationList list = crl().with(new ASN1ObjectIdentifier("1.2.3"), true, DERNull.INSTANCE)
                .make();
        assertThat(judged(REQUEST, END, list)).isEqualTo("REVOCATION_UNKNOWN");
    }

    @Test
    void validate_listOfAnotherScope_saysNothing() throws Exception {
        RevocationList authorities = crl().with(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, false, true, null, false, false))
                .make();
        assertThat(judged(REQUEST, END, authorities)).isEqualTo("REVOCATION_UNKNOWN");
        RevocationList elsewhere = crl().with(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(point("http://a.example/2.crl"), false, false, null, false, false))
                .make();
        assertThat(judged(REQUEST, END, elsewhere)).isEqualTo("REVOCATION_UNKNOWN");
        Made pointed = Recipe.end("CN=End")
                .by(ISSUER)
                .with(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                    new DistributionPoint(point("http://a.example/2.crl"), null, null)
                }))
                .make();
        assertThat(judged(REQUEST, pointed, elsewhere)).isEqualTo(GOOD);
    }

    @Test
    void validate_someReasonsOnly_areNotEnough() throws Exception {
        RevocationList some = reasons(ReasonFlags.keyCompromise | ReasonFlags.cACompromise);
        RevocationList others = reasons(ReasonFlags.affiliationChanged
                | ReasonFlags.superseded
                | ReasonFlags.cessationOfOperation
                | ReasonFlags.certificateHold
                | ReasonFlags.privilegeWithdrawn
                | ReasonFlags.aACompromise);
        assertThat(judged(REQUEST, END, some)).isEqualTo("REVOCATION_UNKNOWN");
        assertThat(judged(REQUEST, END, some, others)).isEqualTo(GOOD);
    }

    @Test
    void validate_delta_addsAndRemoves() throws Exception {
        RevocationList complete = crl().number(10).make();
        RevocationList holding = crl().number(10)
                .revoking(END, Evidence.BEFORE, CRLReason.certificateHold)
                .make();
        RevocationList adding = crl().number(12)
                .with(Extension.deltaCRLIndicator, true, new ASN1Integer(10))
                .revoking(END, Evidence.BEFORE, CRLReason.keyCompromise)
                .make();
        RevocationList removing = crl().number(12)
                .with(Extension.deltaCRLIndicator, true, new ASN1Integer(10))
                .revoking(END, Evidence.BEFORE, CRLReason.removeFromCRL)
                .make();
        RevocationList tooNew = crl().number(12)
                .with(Extension.deltaCRLIndicator, true, new ASN1Integer(11))
                .revoking(END, Evidence.BEFORE, CRLReason.removeFromCRL)
                .make();
        assertThat(judged(REQUEST, END, complete, adding)).isEqualTo("REVOKED");
        assertThat(judged(REQUEST, END, holding, removing)).isEqualTo(GOOD);
        assertThat(judged(REQUEST, END, holding, tooNew)).isEqualTo("REVOKED");
        assertThat(judged(REQUEST, END, adding)).as("a delta alone").isEqualTo("REVOCATION_UNKNOWN");
    }

    @Test
    void validate_twoListsOfOneScope_theNewerCounts() throws Exception {
        RevocationList older = crl().make();
        RevocationList newer = new Crl(ISSUER, "2026-05-20T00:00:00Z", Evidence.AFTER)
                .number(8)
                .revoking(END, "2026-05-15T00:00:00Z", CRLReason.superseded)
                .make();
        assertThat(judged(REQUEST, END, older, newer)).isEqualTo("REVOKED");
        assertThat(judged(REQUEST, END, newer, older)).isEqualTo("REVOKED");
        RevocationList held =
                crl().revoking(END, Evidence.BEFORE, CRLReason.certificateHold).make();
        RevocationList released = new Crl(ISSUER, "2026-05-20T00:00:00Z", Evidence.AFTER)
                .number(8)
                .make();
        assertThat(judged(REQUEST, END, held, released)).isEqualTo(GOOD);
    }

    private static RevocationList reasons(int flags) throws MalformedEvidenceException {
        return crl().with(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, false, false, new ReasonFlags(flags), false, false))
                .make();
    }

    private static DistributionPointName point(String address) {
        return new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, address)));
    }

    private static Extension invalid(String time) {
        return Evidence.extension(Extension.invalidityDate, new ASN1GeneralizedTime(time));
    }

    private static Crl crl() {
        return new Crl(ISSUER, Evidence.BEFORE, Evidence.AFTER);
    }

    private static String judged(PathRequest request, Made end, RevocationList... lists) {
        return word(validate(request, end, lists));
    }

    static String word(PathResult result) {
        return switch (result) {
            case PathResult.Valid valid -> GOOD;
            case PathResult.Invalid invalid -> invalid.problem().name();
        };
    }

    private static PathResult validate(PathRequest request, Made end, RevocationList... lists) {
        return validate(request, end, List.of(ISSUER), lists);
    }

    private static PathResult validate(PathRequest request, Made end, List<Made> given, RevocationList... lists) {
        return new PathValidator(TestPki.PROVIDER)
                .validate(
                        end.certificate(),
                        CertificatePool.of(List.of(ROOT.certificate()), List.of()),
                        given.stream().map(Made::certificate).toList(),
                        new RevocationEvidence(List.of(lists), List.of()),
                        request);
    }
}
