package org.zhengzhao.signing.x509;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.zhengzhao.schema.bytes.Bytes;

/** Collects name constraints down a path and holds the names of certificates against them (RFC 5280 §6.1.3 b, c). */
final class NameRules {
    private final List<NameConstraintSet> constraints = new ArrayList<>();
    private int comparisons;

    void add(NameConstraintSet set) {
        constraints.add(set);
    }

    /** What is wrong with the names of this certificate; empty where all are permitted and none is excluded. */
    Optional<PathProblem> problem(CertificateView certificate) {
        if (constraints.isEmpty()) {
            return Optional.empty();
        }
        List<AlternativeName> names = names(certificate);
        for (NameConstraintSet set : constraints) {
            comparisons +=
                    names.size() * (set.permitted().size() + set.excluded().size());
            if (comparisons > X509Limits.MAX_COMPARISONS) {
                return Optional.of(PathProblem.LIMIT);
            }
            for (AlternativeName name : names) {
                if (!allows(set, name)) {
                    return Optional.of(PathProblem.NAME_CONSTRAINTS);
                }
            }
        }
        return Optional.empty();
    }

    /** Subject, alternative names, and the mail addresses of a subject where no alternative name is one (§4.2.1.10). */
    private static List<AlternativeName> names(CertificateView certificate) {
        List<AlternativeName> names = new ArrayList<>(certificate.alternativeNames());
        if (names.stream().noneMatch(name -> name.tag() == GeneralName.rfc822Name)) {
            certificate
                    .subject()
                    .emailAddresses()
                    .forEach(address -> names.add(new AlternativeName.Text(GeneralName.rfc822Name, address)));
        }
        if (!certificate.subject().isEmpty()) {
            names.add(new AlternativeName.Directory(certificate.subject()));
        }
        return names;
    }

    private static boolean allows(NameConstraintSet set, AlternativeName name) {
        List<AlternativeName> permitted = sameForm(set.permitted(), name);
        List<AlternativeName> excluded = sameForm(set.excluded(), name);
        if (permitted.isEmpty() && excluded.isEmpty()) {
            return true;
        }
        if (name instanceof AlternativeName.Other || !wellFormed(name)) {
            // A constraint on a form that we cannot compare: §4.2.1.10 says to refuse.
            return false;
        }
        return (permitted.isEmpty() || permitted.stream().anyMatch(base -> matches(name, base, false)))
                && excluded.stream().noneMatch(base -> matches(name, base, true));
    }

    private static List<AlternativeName> sameForm(List<AlternativeName> bases, AlternativeName name) {
        return bases.stream().filter(base -> base.tag() == name.tag()).toList();
    }

    private static boolean wellFormed(AlternativeName name) {
        return switch (name) {
            case AlternativeName.Text text ->
                switch (text.tag()) {
                    case GeneralName.dNSName -> HostName.isPattern(text.value());
                    case GeneralName.rfc822Name -> mailHost(text.value()).isPresent();
                    default -> uriHost(text.value()).isPresent();
                };
            case AlternativeName.Address address ->
                address.octets().length() == 4 || address.octets().length() == 16;
            case AlternativeName.Directory directory -> true;
            case AlternativeName.Other other -> false;
        };
    }

    private static boolean matches(AlternativeName name, AlternativeName base, boolean excluding) {
        return switch (name) {
            case AlternativeName.Directory directory ->
                base instanceof AlternativeName.Directory subtree
                        && directory.name().isWithin(subtree.name());
            case AlternativeName.Address address ->
                base instanceof AlternativeName.Address range && isWithin(address.octets(), range.octets());
            case AlternativeName.Text text ->
                base instanceof AlternativeName.Text subtree
                        && switch (text.tag()) {
                            case GeneralName.dNSName -> dns(text.value(), subtree.value(), excluding);
                            case GeneralName.rfc822Name -> mail(text.value(), subtree.value());
                            default -> uri(text.value(), subtree.value());
                        };
            case AlternativeName.Other other -> false;
        };
    }

    /** {@code host.example.com} lies within {@code example.com}; a wildcard is excluded with any name that it stands for. */
    private static boolean dns(String name, String base, boolean excluding) {
        String lowerName = lower(name);
        String lowerBase = lower(base);
        if (HostName.isWithin(lowerName, lowerBase)) {
            return true;
        }
        return excluding
                && lowerName.startsWith("*.")
                && HostName.isWithin(lowerBase, lowerName.substring(2))
                && lowerBase.indexOf('.') == lowerBase.length() - lowerName.length() + 1;
    }

    /** A mailbox, all mailboxes of a host, or with a leading period of all hosts below. */
    private static boolean mail(String name, String base) {
        int at = base.lastIndexOf('@');
        String host = mailHost(name).orElse("");
        if (at >= 0) {
            return name.substring(0, name.lastIndexOf('@')).equals(base.substring(0, at))
                    && host.equals(lower(base.substring(at + 1)));
        }
        return hostMatches(host, base);
    }

    private static boolean uri(String name, String base) {
        return hostMatches(uriHost(name).orElse(""), base);
    }

    private static boolean hostMatches(String host, String base) {
        String lowerBase = lower(base);
        return lowerBase.startsWith(".") ? host.endsWith(lowerBase) : host.equals(lowerBase);
    }

    private static Optional<String> mailHost(String address) {
        int at = address.lastIndexOf('@');
        String host = lower(address.substring(at + 1));
        return at > 0 && HostName.isHost(host) ? Optional.of(host) : Optional.empty();
    }

    /** The host of a URI; an address, or none, cannot be held against a name (§4.2.1.10). */
    private static Optional<String> uriHost(String text) {
        try {
            String host = new URI(text).getHost();
            return host != null && HostName.isHost(lower(host)) && !HostName.isAddress(host)
                    ? Optional.of(lower(host))
                    : Optional.empty();
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    private static boolean isWithin(Bytes address, Bytes range) {
        int length = address.length();
        if (range.length() != 2 * length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte mask = range.at(length + i);
            if ((address.at(i) & mask) != (range.at(i) & mask)) {
                return false;
            }
        }
        return true;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
