package org.zhengzhao.registry.publication;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhengzhao.registry.authority.AuthorityRepository;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.trust.KeyPurpose;
import org.zhengzhao.registry.trust.KeyRepository;
import org.zhengzhao.registry.trust.KeyState;
import org.zhengzhao.registry.trust.KeySuccession;
import org.zhengzhao.registry.trust.RegistryKey;
import org.zhengzhao.registry.trust.RevocationListService;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.signing.bundle.BundleKind;
import org.zhengzhao.signing.bundle.BundlePart;
import org.zhengzhao.signing.verify.CompromisedKeys;
import org.zhengzhao.signing.verify.TypeRights;

/**
 * Collects what goes into a bundle: everything that a verifier needs and has no other way to get. Needs a transaction.
 *
 * <p>A compromised key's certificate stays in it, with those above, and the time since when: what it signed before that, provably,
 * is as good as ever, and what came later is told from what is unknown.
 */
@ApplicationScoped
class BundleParts {
    private static final Set<KeyState> KNOWN_TO_VERIFIERS =
            Set.of(KeyState.NEXT, KeyState.CURRENT, KeyState.RETIRED, KeyState.COMPROMISED);

    private final KeyRepository keys;
    private final CatalogueService catalogue;
    private final AuthorityRepository authorities;
    private final PublishedListRepository lists;
    private final RevocationListService revocations;

    BundleParts(
            KeyRepository keys,
            CatalogueService catalogue,
            AuthorityRepository authorities,
            PublishedListRepository lists,
            RevocationListService revocations) {
        this.keys = keys;
        this.catalogue = catalogue;
        this.authorities = authorities;
        this.lists = lists;
        this.revocations = revocations;
    }

    List<BundlePart> collect(X509Certificate signer) {
        List<RegistryKey> known = keys.in(KNOWN_TO_VERIFIERS);
        List<BundlePart> parts = new ArrayList<>(certificates(known));
        revocations.current().forEach(list -> parts.add(revocationList(list.octets())));
        List<LicenseType> types = catalogue.all();
        parts.add(BundlePart.catalogue(names(types)));
        parts.add(BundlePart.rights(rights(types, authorities.issuingRights())));
        parts.add(BundlePart.compromisedKeys(compromised(known)));
        line(known, signer).forEach(statement -> parts.add(BundlePart.succession(statement)));
        lists.tokens().forEach((uri, token) -> parts.add(BundlePart.statusList(uri, token)));
        return parts;
    }

    /** Roots are anchors; a retired issuing authority is there only where a key needs it. */
    private static List<BundlePart> certificates(List<RegistryKey> known) {
        Set<X509Certificate> all = new LinkedHashSet<>();
        for (RegistryKey key : known) {
            if (key.purpose() != KeyPurpose.ISSUING || key.state() != KeyState.RETIRED) {
                all.addAll(key.certificates());
            }
        }
        return all.stream()
                .map(certificate -> RegistryKey.selfIssued(certificate)
                        ? BundlePart.anchor(certificate)
                        : BundlePart.certificate(certificate))
                .toList();
    }

    private static BundlePart revocationList(Bytes octets) {
        return new BundlePart(BundleKind.REVOCATION_LIST, Sha256.of(octets).toHex(), octets);
    }

    private static Map<LicenseTypeCode, Bilingual> names(List<LicenseType> types) {
        return types.stream().collect(Collectors.toMap(LicenseType::code, LicenseType::name));
    }

    /** A type that nobody may issue is known too: whoever did issue it had no right. */
    private static TypeRights rights(List<LicenseType> types, Map<LicenseTypeCode, Set<Uscc>> granted) {
        return new TypeRights(types.stream()
                .map(LicenseType::code)
                .collect(Collectors.toMap(Function.identity(), code -> granted.getOrDefault(code, Set.of()))));
    }

    private static CompromisedKeys compromised(List<RegistryKey> known) {
        Map<Bytes, Instant> since = new HashMap<>();
        for (RegistryKey key : known) {
            Optional<X509Certificate> certificate = key.certificate();
            if (key.state() == KeyState.COMPROMISED && certificate.isPresent()) {
                since.put(fingerprint(certificate.get()), key.compromisedSince().orElse(Instant.EPOCH));
            }
        }
        return new CompromisedKeys(since);
    }

    /** The statements that lead to the key that signs. Those of a line that ended are of no use to anybody. */
    private List<Bytes> line(List<RegistryKey> known, X509Certificate signer) {
        Map<UUID, KeySuccession> before =
                keys.successions().stream().collect(Collectors.toMap(KeySuccession::to, Function.identity()));
        Optional<UUID> current = known.stream()
                .filter(key -> key.certificate().equals(Optional.of(signer)))
                .map(RegistryKey::id)
                .findFirst();
        List<Bytes> line = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        while (current.isPresent() && seen.add(current.get()) && before.containsKey(current.get())) {
            KeySuccession step = before.get(current.get());
            line.add(step.statement());
            current = Optional.of(step.from());
        }
        return line;
    }

    private static Bytes fingerprint(X509Certificate certificate) {
        try {
            return Sha256.of(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException("a stored certificate does not encode", broken);
        }
    }
}
