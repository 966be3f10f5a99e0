package org.zhengzhao.product.judges;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.evidence.UnusablePdfException;
import org.zhengzhao.signing.key.Suite;

/**
 * A license in every suite at every level, good and broken in four ways, judged by us and by others. Everybody agrees with what
 * was done to the file, but where {@link Limit} says why not.
 */
class CrossValidationTest {
    private static final Path PAGE =
            Path.of(System.getProperty("zhengzhao.root", "."), "docs", "reference", "cross-validation.md");

    @TempDir
    Path folder;

    private List<Judge> judges() {
        return List.of(
                new OurJudges.Verify(),
                new OurJudges.Check(),
                new DssJudge(),
                new ProgramJudges.Pdfsig(folder),
                new ProgramJudges.Openssl(folder));
    }

    @ParameterizedTest
    @EnumSource
    void judge_everyLevelGoodAndBroken_agreesWithWhatWasDone(Suite suite) throws UnusablePdfException {
        List<Judge> judges = judges();
        assertThat(judges.stream().map(Judge::name)).isEqualTo(AgreementTable.JUDGES);
        SoftAssertions all = new SoftAssertions();
        for (LicenseOfLevel license : LicenseOfLevel.all(suite)) {
            for (Damage damage : Damage.all()) {
                Bytes pdf = damage.to(license.pdf());
                for (Judge judge : judges) {
                    String what = suite + " " + license.level().label() + ", " + damage.words() + ", " + judge.name();
                    check(
                            all,
                            what,
                            judge.judge(pdf, license),
                            damage,
                            Limit.find(judge.name(), suite, license.level(), damage));
                }
            }
        }
        all.assertAll();
    }

    private static void check(
            SoftAssertions all, String what, Judge.Opinion opinion, Damage damage, Optional<Limit> limit) {
        boolean agrees = opinion.accepted() == (damage == Damage.NONE);
        if (limit.isEmpty()) {
            all.assertThat(agrees).as(what + ": " + opinion.reason()).isTrue();
        } else if (limit.get().isTotal()) {
            // Who cannot read it must not pass a broken one.
            all.assertThat(opinion.accepted() && damage != Damage.NONE)
                    .as(what + ": " + opinion.reason())
                    .isFalse();
        } else if (agrees) {
            System.out.println("NOTE: a newer version can: " + what);
        }
    }

    @Test
    void page_hasTheTable() throws IOException {
        String table = AgreementTable.markdown();
        System.out.println(table);
        String page = Files.readString(PAGE);
        String marker = "<!-- table -->\n";
        assertThat(page).contains(marker);
        assertThat(page.substring(page.indexOf(marker) + marker.length(), page.lastIndexOf(marker)))
                .as("the table of " + PAGE.getFileName())
                .isEqualTo(table);
    }
}
