package org.zhengzhao.signing.x509;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.jspecify.annotations.Nullable;

/**
 * One distribution point of a certificate: where its issuer says that revocations are listed (RFC 5280 §4.2.1.13).
 *
 * @param names of the point; empty where it has none
 * @param reasons that are listed there
 * @param listIssuers who signs the list, where that is not the certificate's issuer
 */
record DistributionScope(List<AlternativeName> names, Set<Reasons> reasons, List<DistinguishedName> listIssuers) {
    private static final int MAX_POINTS = 64;

    /** Those in the certificate, and the issuer's own complete list (§6.3.3). */
    static List<DistributionScope> of(CertificateView certificate) throws UnusableCertificateException {
        List<DistributionScope> scopes = new ArrayList<>();
        Optional<CRLDistPoint> points = certificate.distributionPoints();
        if (points.isPresent()) {
            DistributionPoint[] all = points.get().getDistributionPoints();
            if (all.length > MAX_POINTS) {
                throw new UnusableCertificateException(PathProblem.LIMIT, "distribution points");
            }
            for (DistributionPoint point : all) {
                List<DistinguishedName> issuers = directoryNames(point.getCRLIssuer());
                DistinguishedName base = issuers.isEmpty() ? certificate.issuer() : issuers.getFirst();
                scopes.add(new DistributionScope(
                        names(point.getDistributionPoint(), base), Reasons.of(point.getReasons()), issuers));
            }
        }
        scopes.add(new DistributionScope(
                List.of(new AlternativeName.Directory(certificate.issuer())), EnumSet.allOf(Reasons.class), List.of()));
        return scopes;
    }

    /** Whether a list of that issuer is the one that is meant here (§6.3.3 b 1). */
    boolean isListedBy(RevocationList list, CertificateView certificate) {
        return listIssuers.isEmpty()
                ? list.issuer().equals(certificate.issuer())
                : listIssuers.contains(list.issuer())
                        && list.scope()
                                .map(IssuingDistributionPoint::isIndirectCRL)
                                .orElse(false);
    }

    /** Whether the list says that it covers this point and this kind of certificate (§6.3.3 b 2). */
    boolean isCoveredBy(RevocationList list, CertificateView certificate) throws UnusableCertificateException {
        Optional<IssuingDistributionPoint> scope = list.scope();
        if (scope.isEmpty()) {
            return true;
        }
        IssuingDistributionPoint stated = scope.get();
        boolean kind = !stated.onlyContainsAttributeCerts()
                && (!stated.onlyContainsUserCerts() || !certificate.authority().isAuthority())
                && (!stated.onlyContainsCACerts() || certificate.authority().isAuthority());
        if (!kind || stated.getDistributionPoint() == null) {
            return kind;
        }
        List<AlternativeName> listed = names(stated.getDistributionPoint(), list.issuer());
        List<AlternativeName> wanted = names.isEmpty()
                ? listIssuers.stream()
                        .<AlternativeName>map(AlternativeName.Directory::new)
                        .toList()
                : names;
        return wanted.stream().anyMatch(listed::contains);
    }

    /** The reasons that the list covers for this point (§6.3.3 d). */
    Set<Reasons> reasonsOf(RevocationList list) {
        Set<Reasons> covered = EnumSet.noneOf(Reasons.class);
        covered.addAll(reasons);
        list.scope().ifPresent(stated -> covered.retainAll(Reasons.of(stated.getOnlySomeReasons())));
        return covered;
    }

    private static List<AlternativeName> names(@Nullable DistributionPointName point, DistinguishedName base)
            throws UnusableCertificateException {
        if (point == null) {
            return List.of();
        }
        return point.getType() == DistributionPointName.FULL_NAME
                ? AlternativeName.listOf(
                        GeneralNames.getInstance(point.getName()).getNames())
                : List.of(new AlternativeName.Directory(base.with(RDN.getInstance(point.getName()))));
    }

    private static List<DistinguishedName> directoryNames(@Nullable GeneralNames names)
            throws UnusableCertificateException {
        if (names == null) {
            return List.of();
        }
        return AlternativeName.listOf(names.getNames()).stream()
                .filter(AlternativeName.Directory.class::isInstance)
                .map(name -> ((AlternativeName.Directory) name).name())
                .toList();
    }
}
