package org.zhengzhao.product.judges;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.CheckReport;
import org.zhengzhao.signing.check.PdfCheck;
import org.zhengzhao.signing.report.DocumentVerification;
import org.zhengzhao.signing.report.Report;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.trust.TrustStore;
import org.zhengzhao.signing.verify.TrustPolicy;
import org.zhengzhao.signing.verify.Verdict;

/** We: as {@code zhengzhao verify} judges licenses, and as {@code zhengzhao check pdf} judges any signed PDF. */
final class OurJudges {
    private OurJudges() {}

    static final class Verify implements Judge {
        @Override
        public String name() {
            return "zhengzhao verify";
        }

        @Override
        public Opinion judge(Bytes pdf, LicenseOfLevel license) {
            List<X509Certificate> trusted = new ArrayList<>(license.pki().published(license.key()));
            trusted.add(license.timestampRoot());
            Report report = new DocumentVerification(
                            TrustPolicy.of(TrustStore.of(trusted, TestPki.PROVIDER)), TestPki.PROVIDER)
                    .verify("license.pdf", pdf, LicenseOfLevel.JUDGED);
            return new Opinion(
                    report instanceof Report.Judged judged && judged.verdict() instanceof Verdict.Valid,
                    report.toString());
        }
    }

    static final class Check implements Judge {
        @Override
        public String name() {
            return "zhengzhao check pdf";
        }

        @Override
        public Opinion judge(Bytes pdf, LicenseOfLevel license) {
            List<X509Certificate> trusted = new ArrayList<>(license.roots());
            CheckReport report = new PdfCheck(TestPki.PROVIDER)
                    .check(pdf, new PdfCheck.Options(Optional.of(trusted), LicenseOfLevel.JUDGED));
            return new Opinion(report.outcome() == CheckReport.Outcome.ACCEPT, report.code() + " " + report.detail());
        }
    }
}
