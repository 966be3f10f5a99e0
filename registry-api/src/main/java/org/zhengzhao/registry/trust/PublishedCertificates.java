package org.zhengzhao.registry.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What verifiers are given. */
final class PublishedCertificates {
    private PublishedCertificates() {}

    /**
     * Roots first, then issuing authorities, then sealing certificates, then those that sign receipts, oldest first. An issuing
     * authority that was retired is there only as long as one of these needs it.
     */
    static List<X509Certificate> of(List<RegistryKey> keys) {
        Set<X509Certificate> roots = new LinkedHashSet<>();
        Set<X509Certificate> issuing = new LinkedHashSet<>();
        Set<X509Certificate> sealing = new LinkedHashSet<>();
        Set<X509Certificate> recording = new LinkedHashSet<>();
        for (RegistryKey key : keys) {
            switch (key.purpose()) {
                case SEALING -> {
                    key.certificate().ifPresent(sealing::add);
                    above(key.certificates().stream().skip(1).toList(), roots, issuing);
                }
                case ISSUING -> {
                    if (key.state() != KeyState.RETIRED) {
                        above(key.certificates(), roots, issuing);
                    }
                }
                case RECORD -> {
                    // Also those that were retired: a receipt names its signer and brings no certificate along. The
                    // purpose stands in the certificate, so no verifier takes it for a key of an authority.
                    key.certificate().ifPresent(recording::add);
                    above(key.certificates().stream().skip(1).toList(), roots, issuing);
                }
                case STATUS, BUNDLE -> {
                    // Status lists and bundles bring their own along.
                }
            }
        }
        List<X509Certificate> all = new ArrayList<>(roots);
        all.addAll(issuing);
        all.addAll(sealing);
        all.addAll(recording);
        return List.copyOf(all);
    }

    private static void above(
            List<X509Certificate> certificates, Set<X509Certificate> roots, Set<X509Certificate> issuing) {
        certificates.forEach(certificate -> (RegistryKey.selfIssued(certificate) ? roots : issuing).add(certificate));
    }
}
