package org.zhengzhao.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhengzhao.signing.testkit.TestPki;
import org.zhengzhao.signing.x509.Recipe.Made;

class NameRulesTest {
    /** Forms are the tags of GeneralName: 1 mail, 2 DNS, 6 URI, 7 address, 4 directory, 8 registered identifier. */
    @ParameterizedTest
    @CsvSource({
        "2, example.com, example.com, true, false",
        "2, a.example.com, example.com, true, false",
        "2, A.EXAMPLE.com, example.COM, true, false",
        "2, notexample.com, example.com, false, true",
        "2, example.com.evil.org, example.com, false, true",
        "2, a.example.com, .example.com, true, false",
        "2, example.com, .example.com, false, true",
        "2, *.example.com, example.com, true, false",
        "2, *.example.com, a.example.com, false, false",
        "2, *.example.com, a.b.example.com, false, true",
        "2, exa..mple.com, example.org, false, false",
        "1, a@example.com, example.com, true, false",
        "1, a@host.example.com, example.com, false, true",
        "1, a@host.example.com, .example.com, true, false",
        "1, a@example.com, .example.com, false, true",
        "1, a@example.com, a@example.com, true, false",
        "1, A@example.com, a@example.com, false, true",
        "1, a@EXAMPLE.com, a@example.com, true, false",
        "1, noaddress, example.com, false, false",
        "6, http://example.com/x, example.com, true, false",
        "6, http://a.example.com/x, example.com, false, true",
        "6, http://a.example.com/x, .example.com, true, false",
        "6, http://example.com@evil.org/, example.com, false, true",
        "6, http://10.0.0.1/, .example.com, false, false",
        "6, urn:x:y, example.com, false, false",
        "7, 10.1.2.3, 10.0.0.0/8, true, false",
        "7, 11.1.2.3, 10.0.0.0/8, false, true",
        "7, 2001:db8::1, 2001:db8::/32, true, false",
        "7, 2001:db9::1, 2001:db8::/32, false, true",
        "4, 'C=CN,O=A,CN=x', 'C=CN,O=A', true, false",
        "4, 'C=CN,O=AB,CN=x', 'C=CN,O=A', false, true",
        "8, 1.2.3, 1.2.4, false, false"
    })
    void validate_alternativeName_isHeldAgainstTheConstraint(
            int form, String name, String base, boolean ifPermitted, boolean ifExcluded) {
        assertThat(holds(form, name, base, true)).as("permitted").isEqualTo(ifPermitted);
        assertThat(holds(form, name, base, false)).as("excluded").isEqualTo(ifExcluded);
    }

    private static boolean holds(int form, String name, String base, boolean permitted) {
        GeneralSubtree[] subtrees = {new GeneralSubtree(new GeneralName(form, base))};
        Made root = Recipe.authority("CN=R")
                .with(
                        Extension.nameConstraints,
                        true,
                        new NameConstraints(permitted ? subtrees : null, permitted ? null : subtrees))
                .make();
        // The subject is within the directory name of the constraint, so that only the alternative name decides.
        String subject = form == GeneralName.directoryName && permitted ? base : "CN=E";
        Made end = Recipe.end(subject).by(root).named(form, name).make();
        return new PathValidator(TestPki.PROVIDER)
                        .validate(
                                end.certificate(),
                                CertificatePool.of(List.of(root.certificate()), List.of()),
                                List.of(),
                                RevocationEvidence.NONE,
                                PathRequest.at(Recipe.AT))
                instanceof PathResult.Valid;
    }
}
