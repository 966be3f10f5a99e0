package org.zhengzhao.registry.publication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.hibernate.Session;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;
import org.zhengzhao.signing.bundle.OfflineBundle;
import org.zhengzhao.signing.bundle.PartEntry;

/** Keeps the newest bundle, and what older ones had in them. Every method needs a transaction. */
@ApplicationScoped
public class BundleRepository {
    private final Session entities;

    BundleRepository(Session entities) {
        this.entities = entities;
    }

    /** A bundle without its octets. */
    record Heading(long sequence, Instant issuedAt, Instant expires, Bytes contentDigest) {}

    /** A bundle that somebody may have. */
    record Base(long sequence, Bytes manifestDigest, Set<Bytes> parts) {
        Base {
            parts = Set.copyOf(parts);
        }
    }

    /** Locks the making of bundles for this transaction, and says what number the last one had; empty where another node is at it. */
    OptionalLong lock() {
        return entities.createNativeQuery("select last_sequence from bundle_state for update skip locked", Long.class)
                .getResultStream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    Optional<Heading> newest() {
        return entities.createNativeQuery(
                        "select sequence, issued_at, expires_at, content_digest from offline_bundle"
                                + " order by sequence desc limit 1",
                        Tuple.class)
                .getResultStream()
                .map(row -> new Heading(
                        row.get(0, Long.class),
                        row.get(1, Instant.class),
                        row.get(2, Instant.class),
                        Bytes.of(row.get(3, byte[].class))))
                .findFirst();
    }

    /** Adds the newest bundle, lets go of the octets of those before, and of what is too old to go on from. */
    void add(OfflineBundle bundle, Bytes contentDigest, Instant forgetBefore) {
        long sequence = bundle.terms().sequence();
        entities.createNativeMutationQuery("""
                        insert into offline_bundle
                            (sequence, issued_at, expires_at, content_digest, manifest_digest, part_digests, octets)
                        values (:sequence, :issued, :expires, :content, :manifest, :parts, :octets)
                        """)
                .setParameter("sequence", sequence)
                .setParameter("issued", bundle.terms().issuedAt())
                .setParameter("expires", bundle.terms().expires())
                .setParameter("content", contentDigest.toArray())
                .setParameter("manifest", bundle.manifestDigest().toArray())
                .setParameter("parts", digests(bundle))
                .setParameter("octets", bundle.octets().toArray())
                .executeUpdate();
        entities.createNativeMutationQuery("update bundle_state set last_sequence = :sequence")
                .setParameter("sequence", sequence)
                .executeUpdate();
        entities.createNativeMutationQuery(
                        "update offline_bundle set octets = null where sequence < :sequence and octets is not null")
                .setParameter("sequence", sequence)
                .executeUpdate();
        entities.createNativeMutationQuery(
                        "delete from offline_bundle where issued_at < :before and sequence < :sequence")
                .setParameter("before", forgetBefore)
                .setParameter("sequence", sequence)
                .executeUpdate();
    }

    /** The octets of the newest bundle, if it is not that one. */
    Optional<Bytes> octetsAfter(long sequence) {
        return entities.createNativeQuery(
                        "select octets from offline_bundle where sequence > :sequence and octets is not null"
                                + " order by sequence desc limit 1",
                        byte[].class)
                .setParameter("sequence", sequence)
                .getResultStream()
                .map(Bytes::of)
                .findFirst();
    }

    Optional<Base> find(long sequence) {
        return entities.createNativeQuery(
                        "select manifest_digest, part_digests from offline_bundle where sequence = :sequence",
                        Tuple.class)
                .setParameter("sequence", sequence)
                .getResultStream()
                .map(row -> new Base(
                        sequence, Bytes.of(row.get(0, byte[].class)), digests(Bytes.of(row.get(1, byte[].class)))))
                .findFirst();
    }

    private static byte[] digests(OfflineBundle bundle) {
        List<Bytes> digests = bundle.manifest().parts().stream()
                .map(PartEntry::digest)
                .distinct()
                .toList();
        byte[] all = new byte[digests.size() * Sha256.LENGTH];
        for (int i = 0; i < digests.size(); i++) {
            System.arraycopy(digests.get(i).toArray(), 0, all, i * Sha256.LENGTH, Sha256.LENGTH);
        }
        return all;
    }

    private static Set<Bytes> digests(Bytes all) {
        Set<Bytes> digests = new HashSet<>();
        for (int i = 0; i + Sha256.LENGTH <= all.length(); i += Sha256.LENGTH) {
            digests.add(all.slice(i, i + Sha256.LENGTH));
        }
        return digests;
    }
}
