package org.zhengzhao.signing.x509;

import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.CheckReport;
import org.zhengzhao.signing.check.X509Check;
import org.zhengzhao.signing.testkit.TestPki;

/**
 * A case made by others, run the way the command line runs it.
 *
 * @param section of its suite
 * @param accepted what its makers expect
 */
record ForeignCase(
        String suite, String section, String name, Bytes certificate, X509Check.Options options, boolean accepted) {
    CheckReport run() {
        return new X509Check(options, TestPki.PROVIDER).check(certificate);
    }

    boolean agrees(CheckReport report) {
        return accepted == (report.outcome() == CheckReport.Outcome.ACCEPT);
    }
}
