package org.zhengzhao.signing.x509;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the certificate at the end of a path is wanted for. */
public enum Purpose {
    /** Whatever; extended key usage is not looked at. */
    ANY("", false),
    /** RFC 3161 §2.3: timeStamping, critical, and nothing else. */
    TIME_STAMPING("1.3.6.1.5.5.7.3.8", true),
    /** RFC 6960 §4.2.2.2. */
    OCSP_SIGNING("1.3.6.1.5.5.7.3.9", false),
    /** Signs the registry's status lists, and nothing else. */
    STATUS_LISTS(Purpose.REGISTRY + ".1", true),
    /** Signs the registry's offline bundles and who succeeds to do so, and nothing else. */
    OFFLINE_BUNDLES(Purpose.REGISTRY + ".2", true),
    /** Signs what the registry records: events, receipts; nothing else. */
    RECORDS(Purpose.REGISTRY + ".3", true);

    /** Ours, from the UUID a7126260-3068-48a7-b448-f9171ed4564c (Rec. ITU-T X.667 §8): nobody has to register it. */
    private static final String REGISTRY = "2.25.222076531936560688765975702471345198668";

    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

    private final String identifier;
    private final boolean exclusive;

    Purpose(String identifier, boolean exclusive) {
        this.identifier = identifier;
        this.exclusive = exclusive;
    }

    /** Whether a certificate is for one of these, and so signs nothing else. One that cannot be read is taken for such. */
    public static boolean isReserved(X509Certificate certificate) {
        try {
            List<String> uses =
                    Optional.ofNullable(certificate.getExtendedKeyUsage()).orElse(List.of());
            return Arrays.stream(values()).anyMatch(purpose -> purpose != ANY && uses.contains(purpose.identifier));
        } catch (CertificateParsingException unreadable) {
            return true;
        }
    }

    /** The object identifier that stands in extended key usage; empty for {@link #ANY}. */
    public String identifier() {
        return identifier;
    }

    /** Whether the certificate says that it is for this. */
    boolean isNamedBy(CertificateView certificate) {
        if (this == ANY) {
            return true;
        }
        Set<String> uses = certificate.extendedKeyUses().orElse(Set.of());
        return exclusive
                ? uses.equals(Set.of(identifier)) && certificate.critical().contains(EXTENDED_KEY_USAGE)
                : uses.contains(identifier);
    }

    /** Whether an authority that restricts what it certifies allows this: practice, RFC 5280 leaves it open. */
    boolean isAllowedBy(CertificateView authority) {
        return this == ANY
                || authority
                        .extendedKeyUses()
                        .map(uses -> uses.contains(identifier) || uses.contains(ANY_PURPOSE))
                        .orElse(true);
    }
}
