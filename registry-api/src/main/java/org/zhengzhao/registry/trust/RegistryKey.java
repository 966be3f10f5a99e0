package org.zhengzhao.registry.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.signing.key.Suite;

/**
 * A key of this registry, without its private part.
 *
 * @param authority whose licenses it seals; empty for keys of the registry
 * @param label the name under which its place has the private key
 * @param publicKey SubjectPublicKeyInfo
 * @param certificates leaf first, the root last where it is known; empty until there are any
 * @param compromisedSince from when on somebody else may have had it; there where its state is COMPROMISED
 */
public record RegistryKey(
        UUID id,
        KeyPurpose purpose,
        Optional<Uscc> authority,
        Suite suite,
        KeyState state,
        KeyPlace place,
        String label,
        Bytes publicKey,
        List<X509Certificate> certificates,
        Event created,
        Optional<Event> activated,
        Optional<Event> retired,
        Optional<Instant> compromisedSince) {
    /** When something was done to the key, and by which client. */
    public record Event(Instant at, String by) {
        public Event {
            Objects.requireNonNull(at);
            Objects.requireNonNull(by);
        }
    }

    public RegistryKey {
        Objects.requireNonNull(id);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(authority);
        Objects.requireNonNull(suite);
        Objects.requireNonNull(state);
        Objects.requireNonNull(place);
        Objects.requireNonNull(label);
        Objects.requireNonNull(publicKey);
        certificates = List.copyOf(certificates);
        Objects.requireNonNull(created);
        Objects.requireNonNull(activated);
        Objects.requireNonNull(retired);
        Objects.requireNonNull(compromisedSince);
    }

    public Optional<X509Certificate> certificate() {
        return certificates.stream().findFirst();
    }

    /** What goes into signatures: leaf first, without the root. */
    public List<X509Certificate> chain() {
        return certificates.stream()
                .filter(certificate -> certificates.size() == 1 || !selfIssued(certificate))
                .toList();
    }

    /** The certificate of the path that ends first, be it the root's: the key is of no use after it. */
    public Optional<X509Certificate> endsFirst() {
        return certificates.stream().min(Comparator.comparing(X509Certificate::getNotAfter));
    }

    /** A certificate of the path that is not valid at that moment. */
    public Optional<X509Certificate> findOutOfForce(Instant moment) {
        return certificates.stream()
                .filter(certificate ->
                        moment.isBefore(certificate.getNotBefore().toInstant())
                                || moment.isAfter(certificate.getNotAfter().toInstant()))
                .findFirst();
    }

    /** Whole days until the key is of no use, negative after that; empty while there is no certificate. */
    public Optional<Long> daysLeft(Instant now) {
        return endsFirst()
                .map(first -> Math.floorDiv(
                        Duration.between(now, first.getNotAfter().toInstant()).toSeconds(),
                        Duration.ofDays(1).toSeconds()));
    }

    /** Whether a certificate is a root. */
    public static boolean selfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
