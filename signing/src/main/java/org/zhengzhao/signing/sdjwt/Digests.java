package org.zhengzhao.signing.sdjwt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhengzhao.signing.sdjwt.MalformedSdJwtException.Reason;

/**
 * Puts disclosures into the places of their digests (RFC 9901 §7.1 steps 3 to 5). Each digest may stand in one place only, so that
 * every disclosure is put in at most once and the work is that of reading them.
 */
final class Digests {
    /** Member of an object whose claims are disclosed one by one. */
    static final String OF_CLAIMS = "_sd";
    /** The only member of an object that stands for an element of an array. */
    static final String OF_ELEMENT = "...";

    private static final String ALGORITHM = "_sd_alg";
    private static final int MAX_DEPTH = 64;

    private final Map<String, Disclosure> waiting = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private Digests(List<Disclosure> disclosures, DisclosureHash hash) throws MalformedSdJwtException {
        for (Disclosure disclosure : disclosures) {
            if (waiting.put(hash.digest(disclosure.encoded()), disclosure) != null) {
                throw new MalformedSdJwtException(Reason.DUPLICATE_DISCLOSURE, "twice");
            }
        }
    }

    /** The hash that a payload names; SHA-256 where it names none. */
    static DisclosureHash hash(ClaimValue.Members payload) throws MalformedSdJwtException {
        if (payload.find(ALGORITHM).isEmpty()) {
            return DisclosureHash.SHA_256;
        }
        return payload.findText(ALGORITHM)
                .flatMap(DisclosureHash::find)
                .orElseThrow(() -> new MalformedSdJwtException(Reason.DIGEST_ALGORITHM, ALGORITHM));
    }

    /** The payload with what was disclosed in its place, and without digests. */
    static ClaimValue.Members resolve(ClaimValue.Members payload, List<Disclosure> disclosures)
            throws MalformedSdJwtException {
        Digests digests = new Digests(disclosures, hash(payload));
        Map<String, ClaimValue> claims =
                new LinkedHashMap<>(digests.members(payload, 0).values());
        if (!digests.waiting.isEmpty()) {
            throw new MalformedSdJwtException(Reason.UNREFERENCED_DISCLOSURE, digests.waiting.size() + " of them");
        }
        claims.remove(ALGORITHM);
        return new ClaimValue.Members(claims);
    }

    private ClaimValue value(ClaimValue value, int depth) throws MalformedSdJwtException {
        if (depth > MAX_DEPTH) {
            throw new MalformedSdJwtException(Reason.TOO_DEEP, "claims");
        }
        return switch (value) {
            case ClaimValue.Members members -> members(members, depth);
            case ClaimValue.Items items -> items(items, depth);
            case ClaimValue.Text text -> text;
            case ClaimValue.Numeric number -> number;
            case ClaimValue.Flag flag -> flag;
            case ClaimValue.Nothing nothing -> nothing;
        };
    }

    private ClaimValue.Members members(ClaimValue.Members members, int depth) throws MalformedSdJwtException {
        Map<String, ClaimValue> resolved = new LinkedHashMap<>();
        for (Map.Entry<String, ClaimValue> member : members.values().entrySet()) {
            if (member.getKey().equals(OF_ELEMENT)) {
                throw new MalformedSdJwtException(Reason.DIGEST, "... outside of an array, or not alone");
            }
            if (!member.getKey().equals(OF_CLAIMS)) {
                resolved.put(member.getKey(), value(member.getValue(), depth + 1));
            }
        }
        if (members.find(OF_CLAIMS).isPresent()) {
            if (!(members.find(OF_CLAIMS).get() instanceof ClaimValue.Items digests)) {
                throw new MalformedSdJwtException(Reason.DIGEST, "_sd is no array");
            }
            for (ClaimValue digest : digests.values()) {
                disclose(digest, resolved, depth);
            }
        }
        return new ClaimValue.Members(resolved);
    }

    private void disclose(ClaimValue digest, Map<String, ClaimValue> claims, int depth) throws MalformedSdJwtException {
        List<Disclosure> found = find(digest);
        for (Disclosure disclosure : found) {
            String name = disclosure
                    .name()
                    .orElseThrow(
                            () -> new MalformedSdJwtException(Reason.MISPLACED_DISCLOSURE, "a claim without a name"));
            if (claims.containsKey(name)) {
                throw new MalformedSdJwtException(Reason.CLAIM_COLLISION, "a disclosed claim is there already");
            }
            claims.put(name, value(disclosure.value(), depth + 1));
        }
    }

    private ClaimValue items(ClaimValue.Items items, int depth) throws MalformedSdJwtException {
        List<ClaimValue> resolved = new ArrayList<>();
        for (ClaimValue item : items.values()) {
            if (item instanceof ClaimValue.Members members
                    && members.find(OF_ELEMENT).isPresent()) {
                if (members.values().size() != 1) {
                    throw new MalformedSdJwtException(Reason.DIGEST, "... is not alone");
                }
                for (Disclosure disclosure : find(members.find(OF_ELEMENT).get())) {
                    if (disclosure.name().isPresent()) {
                        throw new MalformedSdJwtException(
                                Reason.MISPLACED_DISCLOSURE, "an element of an array with a name");
                    }
                    resolved.add(value(disclosure.value(), depth + 1));
                }
            } else {
                resolved.add(value(item, depth + 1));
            }
        }
        return new ClaimValue.Items(resolved);
    }

    /** The disclosure of a digest, where there is one: the others are decoys, or were not disclosed. */
    private List<Disclosure> find(ClaimValue digest) throws MalformedSdJwtException {
        if (!(digest instanceof ClaimValue.Text text)) {
            throw new MalformedSdJwtException(Reason.DIGEST, "a digest that is no text");
        }
        if (!seen.add(text.value())) {
            throw new MalformedSdJwtException(Reason.DUPLICATE_DIGEST, "in two places");
        }
        Disclosure disclosure = waiting.remove(text.value());
        return disclosure == null ? List.of() : List.of(disclosure);
    }
}
