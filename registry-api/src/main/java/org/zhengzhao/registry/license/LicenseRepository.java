package org.zhengzhao.registry.license;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.registry.vault.EncryptedColumn;
import org.zhengzhao.registry.vault.EncryptedValue;
import org.zhengzhao.registry.vault.Vault;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.LicenseContentJson;
import org.zhengzhao.schema.license.LicenseDigest;

/** Keeps licenses. Every method needs a transaction; each is one statement, however many licenses it returns. */
@ApplicationScoped
public class LicenseRepository implements PanacheRepositoryBase<LicenseEntity, UUID> {
    private final TimeOrderedIds ids;
    private final HolderKeys holderKeys;
    private final IntentRepository intents;
    private final PdfUpgradeRepository upgrades;
    private final Vault vault;
    private final LicenseNumbers numbers;
    private final EntityManager entities;
    private final Clock clock;

    LicenseRepository(
            TimeOrderedIds ids,
            HolderKeys holderKeys,
            IntentRepository intents,
            PdfUpgradeRepository upgrades,
            Vault vault,
            LicenseNumbers numbers,
            EntityManager entities,
            Clock clock) {
        this.ids = ids;
        this.holderKeys = holderKeys;
        this.intents = intents;
        this.upgrades = upgrades;
        this.vault = vault;
        this.numbers = numbers;
        this.entities = entities;
        this.clock = clock;
    }

    /**
     * Adds licenses with their holders and faces, ends their intents and queues their PDFs for a timestamp; all that exists once the
     * caller's transaction commits.
     *
     * @throws IllegalStateException if what was signed for a license was not recorded before: it cannot be stored
     */
    public List<StoredLicense> add(List<NewLicense> licenses) {
        intents.complete(licenses);
        return licenses.stream().map(this::add).toList();
    }

    /** Whether an authority issued another license of that type, in whatever version, under that number. */
    public boolean numberTaken(LicenseIdentifier license, String number) {
        return count(
                        "typeCode = ?1 and authorityCode = ?2 and number in (?3, ?4) and identifier not like ?5",
                        license.type().value(),
                        license.authority().value(),
                        number,
                        numbers.hash(license.type(), number),
                        versions(license) + "%")
                > 0;
    }

    /** Whether an authority issued a license of that type, in whatever version, under that number. */
    public boolean numberTaken(LicenseTypeCode type, Uscc authority, String number) {
        // In clear too: what was issued before numbers were hashed.
        return count(
                        "typeCode = ?1 and authorityCode = ?2 and number in (?3, ?4)",
                        type.value(),
                        authority.value(),
                        number,
                        numbers.hash(type, number))
                > 0;
    }

    public Optional<StoredLicense> find(LicenseIdentifier identifier) {
        return find("identifier", identifier.value()).firstResultOptional().map(this::stored);
    }

    /** Where a license was issued: one statement, and nothing is decrypted but for licenses from before areas were kept beside the content. */
    public Optional<AreaCode> findArea(LicenseIdentifier identifier) {
        Optional<Object[]> row = entities.createQuery(
                        "select l.areaCode, l.id from LicenseEntity l where l.identifier = :identifier", Object[].class)
                .setParameter("identifier", identifier.value())
                .getResultStream()
                .findFirst();
        return row.flatMap(found -> found[0] instanceof String area
                ? Optional.of(StoredLicense.areaOf(area))
                : find(identifier).map(StoredLicense::area));
    }

    /** Those of these licenses that there are, in any order. */
    public List<StoredLicense> findAll(List<LicenseIdentifier> identifiers) {
        return list(
                        "identifier in ?1",
                        identifiers.stream().map(LicenseIdentifier::value).toList())
                .stream()
                .map(this::stored)
                .toList();
    }

    /** The versions of a license after that one, oldest first. */
    public List<StoredLicense> findLater(LicenseIdentifier license) {
        // The bounds are for the index; an order of letters that is not by their codes may let others in between.
        return list(
                        "identifier > ?1 and identifier < ?2 and identifier like ?3 and version > ?4 order by version",
                        license.value(),
                        versions(license) + "999.ZZ",
                        versions(license) + "%",
                        license.version())
                .stream()
                .map(this::stored)
                .toList();
    }

    /** How the identifiers of all versions of a license begin. */
    private static String versions(LicenseIdentifier license) {
        return license.value().substring(0, license.value().length() - LicenseIdentifier.VERSION_LENGTH);
    }

    /**
     * Licenses of one type that a holder has, newest first.
     *
     * @param before only licenses added before this one; empty for the first page
     * @param knownAt only licenses that the registry had then; empty for all that it has
     * @param limit how many at most
     */
    public List<StoredLicense> findByHolder(
            HolderCode holder,
            LicenseTypeCode type,
            Optional<Instant> knownAt,
            Optional<LicenseIdentifier> before,
            int limit) {
        String query = """
                select l from LicenseEntity l, LicenseHolderEntity h
                where h.key.licenseId = l.id and h.holderKey = :holder and h.typeCode = :type
                """
                + (knownAt.isPresent() ? " and l.createdAt <= :knownAt" : "")
                + (before.isPresent()
                        ? " and l.id < (select b.id from LicenseEntity b where b.identifier = :before)"
                        : "")
                + " order by l.id desc";
        var typed = entities.createQuery(query, LicenseEntity.class)
                .setParameter("holder", holderKeys.of(holder).toArray())
                .setParameter("type", type.value())
                .setMaxResults(limit);
        knownAt.ifPresent(moment -> typed.setParameter("knownAt", moment));
        before.ifPresent(last -> typed.setParameter("before", last.value()));
        return typed.getResultList().stream().map(this::stored).toList();
    }

    /**
     * Licenses of one type by holder, by number or by both, newest first. At least one of them is given.
     *
     * @param forms in which the number may be written; none where it is not asked for
     */
    public List<StoredLicense> findGiven(
            LicenseTypeCode type, Optional<HolderCode> holder, Set<String> forms, int limit) {
        if (holder.isEmpty() && forms.isEmpty()) {
            throw new IllegalArgumentException("a holder or a number");
        }
        String query = (holder.isPresent()
                        ? "select l from LicenseEntity l, LicenseHolderEntity h"
                                + " where h.key.licenseId = l.id and h.holderKey = :holder and h.typeCode = :type"
                        : "select l from LicenseEntity l where l.typeCode = :type")
                + (forms.isEmpty() ? "" : " and l.number in (:numbers)")
                + " order by l.id desc";
        var typed = entities.createQuery(query, LicenseEntity.class)
                .setParameter("type", type.value())
                .setMaxResults(limit);
        holder.ifPresent(
                code -> typed.setParameter("holder", holderKeys.of(code).toArray()));
        if (!forms.isEmpty()) {
            // In clear too: what was issued before numbers were hashed.
            typed.setParameter(
                    "numbers",
                    forms.stream()
                            .flatMap(form -> Stream.of(form, numbers.hash(type, form)))
                            .toList());
        }
        return typed.getResultList().stream().map(this::stored).toList();
    }

    /**
     * Licenses that a holder has of several types, newest first: one statement, however many types there are.
     *
     * @param limit how many at most
     */
    public List<StoredLicense> findByHolder(HolderCode holder, Set<LicenseTypeCode> types, int limit) {
        return entities
                .createQuery("""
                select l from LicenseEntity l, LicenseHolderEntity h
                where h.key.licenseId = l.id and h.holderKey = :holder and h.typeCode in :types order by l.id desc\
                """, LicenseEntity.class)
                .setParameter("holder", holderKeys.of(holder).toArray())
                .setParameter(
                        "types", types.stream().map(LicenseTypeCode::value).toList())
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(this::stored)
                .toList();
    }

    /**
     * Licenses of a holder, newest first.
     *
     * @param holderKey as {@link HolderKeys} makes it
     * @param types only of these; of all where there is none
     * @param before only licenses added before this one; empty for the first page
     */
    public List<StoredLicense> findHeld(
            Bytes holderKey, Set<LicenseTypeCode> types, Optional<LicenseIdentifier> before, int limit) {
        String query = "select l from LicenseEntity l where exists (select 1 from LicenseHolderEntity h"
                + " where h.key.licenseId = l.id and h.holderKey = :holder)"
                + (types.isEmpty() ? "" : " and l.typeCode in (:types)")
                + (before.isPresent()
                        ? " and l.id < (select b.id from LicenseEntity b where b.identifier = :before)"
                        : "")
                + " order by l.id desc";
        var typed = entities.createQuery(query, LicenseEntity.class)
                .setParameter("holder", holderKey.toArray())
                .setMaxResults(limit);
        if (!types.isEmpty()) {
            typed.setParameter(
                    "types", types.stream().map(LicenseTypeCode::value).toList());
        }
        before.ifPresent(last -> typed.setParameter("before", last.value()));
        return typed.getResultList().stream().map(this::stored).toList();
    }

    /** Whether a holder has a part in a license. */
    public boolean isHeld(Bytes holderKey, LicenseIdentifier identifier) {
        return entities.createQuery("""
            select count(*) from LicenseEntity l, LicenseHolderEntity h
            where h.key.licenseId = l.id and l.identifier = :identifier and h.holderKey = :holder
            """, Long.class)
                        .setParameter("identifier", identifier.value())
                        .setParameter("holder", holderKey.toArray())
                        .getSingleResult()
                > 0;
    }

    public Optional<Bytes> findFace(LicenseIdentifier identifier, FaceKind kind) {
        return entities.createQuery("""
            select f from LicenseFaceEntity f, LicenseEntity l
            where f.key.licenseId = l.id and l.identifier = :identifier and f.key.kind = :kind
            """, LicenseFaceEntity.class)
                .setParameter("identifier", identifier.value())
                .setParameter("kind", kind)
                .getResultStream()
                .findFirst()
                .map(face -> vault.decrypt(kind.column(), face.key.licenseId(), face.octetsKey, face.octets));
    }

    /** The PDF with the level that it has by now. */
    public Optional<StoredPdf> findPdf(LicenseIdentifier identifier) {
        return upgrades.findPdf(identifier);
    }

    /** A license that may be shown to everybody; one statement, so that others and unknown ones cannot be told apart. */
    public Optional<StoredLicense> findSample(LicenseIdentifier identifier) {
        return find("identifier = ?1 and sample = true", identifier.value())
                .firstResultOptional()
                .map(this::stored);
    }

    /** The sample licenses, oldest first. */
    public List<StoredLicense> samples() {
        return find("sample = true order by id").page(0, 100).list().stream()
                .map(this::stored)
                .toList();
    }

    private StoredLicense add(NewLicense license) {
        LicenseContent content = license.content();
        LicenseIdentifier identifier = content.identifier();
        Bytes canonical = LicenseContentJson.canonical(content);
        LicenseEntity row = new LicenseEntity();
        row.id = ids.next();
        row.identifier = identifier.value();
        row.typeCode = identifier.type().value();
        row.areaCode = content.areaCode();
        row.typeVersion = content.typeVersion();
        row.authorityCode = identifier.authority().value();
        row.numberHashed = vault.encrypts();
        row.number = row.numberHashed ? numbers.hash(identifier.type(), content.number()) : content.number();
        row.version = identifier.version();
        row.validFrom = content.validity().firstDay();
        row.validUntil = content.validity().lastDay().orElse(null);
        EncryptedValue encrypted = vault.encrypt(EncryptedColumn.LICENSE_CONTENT, row.id, canonical);
        row.content = encrypted.octets().toArray();
        row.contentKey = encrypted.keyNumber();
        row.digest = LicenseDigest.ofCanonical(canonical).value().toArray();
        row.sample = license.sample();
        row.createdAt = clock.instant();
        row.createdBy = license.createdBy();
        entities.persist(row);
        short position = 0;
        for (var holder : content.holders()) {
            LicenseHolderEntity link = new LicenseHolderEntity();
            link.key = new LicenseHolderEntity.Key(row.id, position++);
            link.holderKey = holderKeys.of(holder.code()).toArray();
            link.typeCode = row.typeCode;
            entities.persist(link);
        }
        for (Map.Entry<FaceKind, Bytes> face : license.faces().entrySet()) {
            LicenseFaceEntity kept = new LicenseFaceEntity();
            kept.key = new LicenseFaceEntity.Key(row.id, face.getKey());
            EncryptedValue octets = vault.encrypt(face.getKey().column(), row.id, face.getValue());
            kept.octets = octets.octets().toArray();
            kept.octetsKey = octets.keyNumber();
            entities.persist(kept);
        }
        upgrades.add(row.id);
        return stored(row, canonical);
    }

    private StoredLicense stored(LicenseEntity row) {
        return stored(row, vault.decrypt(EncryptedColumn.LICENSE_CONTENT, row.id, row.contentKey, row.content));
    }

    private static StoredLicense stored(LicenseEntity row, Bytes canonical) {
        try {
            return new StoredLicense(
                    row.id,
                    LicenseContentJson.read(canonical),
                    new LicenseDigest(Bytes.of(row.digest)),
                    row.sample,
                    row.createdAt);
        } catch (MalformedJsonException corrupt) {
            throw new IllegalStateException("license row " + row.id + " does not hold a license", corrupt);
        }
    }
}
