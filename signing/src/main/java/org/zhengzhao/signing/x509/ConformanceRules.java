package org.zhengzhao.signing.x509;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/** What RFC 5280 §4 demands of certificates, as far as it can be seen on them. */
final class ConformanceRules {
    private static final String BASIC_CONSTRAINTS = Extension.basicConstraints.getId();
    private static final String AUTHORITY_KEY = Extension.authorityKeyIdentifier.getId();
    private static final String SUBJECT_KEY = Extension.subjectKeyIdentifier.getId();
    private static final String ALTERNATIVE_NAME = Extension.subjectAlternativeName.getId();
    private static final String NAME_CONSTRAINTS = Extension.nameConstraints.getId();
    private static final String INHIBIT_ANY = Extension.inhibitAnyPolicy.getId();
    /** §4.2.1.1, .2, .15, §4.2.2: these are never critical. */
    private static final Set<String> NEVER_CRITICAL = Set.of(
            AUTHORITY_KEY,
            SUBJECT_KEY,
            Extension.freshestCRL.getId(),
            Extension.authorityInfoAccess.getId(),
            Extension.subjectInfoAccess.getId());

    private ConformanceRules() {}

    static Optional<PathFinding> problem(List<CertificateView> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            boolean anchor = i == path.size() - 1;
            CertificateView certificate = path.get(i);
            boolean keeps = ofEvery(certificate)
                    && (!certificate.authority().isAuthority() || ofAuthorities(certificate))
                    && (certificate.authority().isAuthority() || ofOthers(certificate))
                    && (anchor ? ofAnchors(certificate) : ofIssued(certificate));
            if (!keeps) {
                return Optional.of(new PathFinding(PathProblem.NOT_CONFORMING, certificate));
            }
        }
        return Optional.empty();
    }

    private static boolean ofEvery(CertificateView certificate) {
        boolean names = certificate.alternativeNames().stream().allMatch(ConformanceRules::wellFormed);
        boolean subject =
                !certificate.subject().isEmpty() || certificate.critical().contains(ALTERNATIVE_NAME); // §4.1.2.6
        boolean keyUses =
                certificate.keyUses().map(CertificateView.KeyUses::any).orElse(true); // §4.2.1.3
        return names && subject && keyUses && certificate.critical().stream().noneMatch(NEVER_CRITICAL::contains);
    }

    private static boolean ofAuthorities(CertificateView certificate) {
        boolean constraintsCritical = !certificate.extensions().contains(NAME_CONSTRAINTS)
                || certificate.critical().contains(NAME_CONSTRAINTS); // §4.2.1.10
        boolean inhibitCritical = !certificate.extensions().contains(INHIBIT_ANY)
                || certificate.critical().contains(INHIBIT_ANY); // §4.2.1.14
        return certificate.extensions().contains(SUBJECT_KEY) // §4.2.1.2
                && !certificate.subject().isEmpty() // §4.1.2.6
                && constraintsCritical
                && inhibitCritical;
    }

    private static boolean ofOthers(CertificateView certificate) {
        boolean signsCertificates = certificate
                .keyUses()
                .map(CertificateView.KeyUses::certificateSigning)
                .orElse(false);
        return !signsCertificates // §4.2.1.3
                && !certificate.extensions().contains(NAME_CONSTRAINTS); // §4.2.1.10
    }

    /** An anchor is chosen by people: it has to say that it is an authority, in the form that everybody must read. */
    private static boolean ofAnchors(CertificateView certificate) {
        return certificate.critical().contains(BASIC_CONSTRAINTS)
                && certificate.authority().isAuthority() // §4.2.1.9
                && (certificate.isSelfIssued() || certificate.authorityKey().isPresent()); // §4.2.1.1
    }

    private static boolean ofIssued(CertificateView certificate) {
        return certificate.serial().signum() != 0 // §4.1.2.2
                && certificate.authorityKey().isPresent(); // §4.2.1.1
    }

    private static boolean wellFormed(AlternativeName name) {
        return switch (name) {
            case AlternativeName.Text text ->
                switch (text.tag()) {
                    case GeneralName.dNSName -> HostName.isPattern(text.value());
                    case GeneralName.rfc822Name -> text.value().indexOf('@') > 0;
                    default -> text.value().indexOf(':') > 0;
                };
            case AlternativeName.Address address ->
                address.octets().length() == 4 || address.octets().length() == 16;
            case AlternativeName.Directory directory -> !directory.name().isEmpty();
            case AlternativeName.Other other -> true;
        };
    }
}
