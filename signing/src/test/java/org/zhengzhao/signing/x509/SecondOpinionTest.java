package org.zhengzhao.signing.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.X509Check;
import org.zhengzhao.signing.testkit.TestPki;

/** Every path of the cases of others that holds for us holds for Bouncy Castle's path validator too. */
class SecondOpinionTest {
    @Test
    void validate_pathsThatHold_holdForBouncyCastleToo() throws Exception {
        List<ForeignCase> all = new ArrayList<>(ForeignCases.pkits());
        all.addAll(ForeignCases.limbo());
        all.addAll(ForeignCases.ocsp());
        List<String> differing = new ArrayList<>();
        int held = 0;
        for (ForeignCase one : all) {
            PathRequest request = one.options().request();
            if (path(one, request) instanceof PathResult.Valid valid
                    && valid.certificates().size() > 1) {
                held++;
                if (!holdsForBouncyCastle(valid.certificates(), request)) {
                    differing.add(one.name());
                }
            }
        }
        assertThat(held).isGreaterThan(30);
        assertThat(differing).isEmpty();
    }

    private static PathResult path(ForeignCase one, PathRequest request) throws Exception {
        X509Check.Options options = one.options();
        List<X509Certificate> end = read(List.of(one.certificate()));
        return end.isEmpty()
                ? new PathResult.Invalid(PathProblem.MALFORMED, Optional.empty(), List.of(), List.of())
                : new PathValidator(TestPki.PROVIDER)
                        .validate(
                                end.getFirst(),
                                CertificatePool.of(read(options.anchors()), read(options.intermediates())),
                                List.of(),
                                RevocationEvidence.NONE,
                                request);
    }

    private static List<X509Certificate> read(List<Bytes> files) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Bytes file : files) {
            for (Bytes block : EncodedFile.blocks(file)) {
                parsed(block).ifPresent(certificates::add);
            }
        }
        return certificates;
    }

    /** Nobody has an opinion on what cannot be read. */
    private static Optional<X509Certificate> parsed(Bytes block) {
        try {
            return Optional.of(new CertificateParser(TestPki.PROVIDER).parse(block));
        } catch (UnusableCertificateException unusable) {
            return Optional.empty();
        }
    }

    private static boolean holdsForBouncyCastle(List<X509Certificate> path, PathRequest request)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.getLast(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(request.at()));
        parameters.setInitialPolicies(request.policies().accepted());
        parameters.setExplicitPolicyRequired(request.policies().explicit());
        parameters.setAnyPolicyInhibited(request.policies().inhibitAny());
        parameters.setPolicyMappingInhibited(request.policies().inhibitMapping());
        try {
            CertPathValidator.getInstance("PKIX", TestPki.PROVIDER)
                    .validate(
                            CertificateFactory.getInstance("X.509", TestPki.PROVIDER)
                                    .generateCertPath(path.subList(0, path.size() - 1)),
                            parameters);
            return true;
        } catch (CertPathValidatorException refused) {
            return false;
        }
    }
}
