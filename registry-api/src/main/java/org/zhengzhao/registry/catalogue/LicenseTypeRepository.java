package org.zhengzhao.registry.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.schema.type.FieldValidator;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.LicenseTypeJson;

/**
 * Keeps every version of every license type. A version never changes, so that its compiled form can be remembered; which
 * version is in force is asked of the database each time.
 */
@ApplicationScoped
class LicenseTypeRepository implements PanacheRepositoryBase<LicenseTypeEntity, LicenseTypeEntity.Key> {
    private static final int MAX_REMEMBERED = 2000;

    private final Clock clock;
    private final Cache<LicenseTypeEntity.Key, CataloguedType> compiled =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    LicenseTypeRepository(Clock clock) {
        this.clock = clock;
    }

    /** The version that is in force: the last one. */
    Optional<CataloguedType> findCurrent(LicenseTypeCode code) {
        return find("select max(t.key.version) from LicenseTypeEntity t where t.key.code = ?1", code.value())
                .project(Integer.class)
                .firstResultOptional()
                .flatMap(version -> find(code, version));
    }

    Optional<CataloguedType> find(LicenseTypeCode code, int version) {
        LicenseTypeEntity.Key key = new LicenseTypeEntity.Key(code.value(), version);
        CataloguedType known = compiled.getIfPresent(key);
        return known != null ? Optional.of(known) : findByIdOptional(key).map(this::compile);
    }

    /** The current versions, by code. */
    List<LicenseType> current(int limit) {
        return find("from LicenseTypeEntity t where t.key.version ="
                        + " (select max(n.key.version) from LicenseTypeEntity n where n.key.code = t.key.code)"
                        + " order by t.key.code")
                .page(0, limit)
                .list()
                .stream()
                .map(row -> compile(row).definition())
                .toList();
    }

    /** The current versions of some. */
    List<LicenseType> current(Set<LicenseTypeCode> codes) {
        if (codes.isEmpty()) {
            return List.of();
        }
        return find(
                        "from LicenseTypeEntity t where t.key.code in ?1 and t.key.version ="
                                + " (select max(n.key.version) from LicenseTypeEntity n where n.key.code = t.key.code)",
                        codes.stream().map(LicenseTypeCode::value).toList())
                .list()
                .stream()
                .map(row -> compile(row).definition())
                .toList();
    }

    /** Adds a version; the primary key lets only one of two that race have the number. */
    void add(LicenseType type, String createdBy) {
        LicenseTypeEntity row = new LicenseTypeEntity();
        row.key = new LicenseTypeEntity.Key(type.code().value(), type.version());
        // Fields are listed in the order in which the steward wrote them.
        row.definition = CanonicalJson.textInGivenOrder(LicenseTypeJson.write(type));
        row.createdAt = clock.instant();
        row.createdBy = createdBy;
        persistAndFlush(row);
    }

    private CataloguedType compile(LicenseTypeEntity row) {
        return compiled.get(row.key, key -> {
            try {
                LicenseType type = LicenseTypeJson.read(
                        StrictJson.readObject(
                                row.definition.getBytes(StandardCharsets.UTF_8), CatalogueService.MAX_DEFINITION),
                        key.version());
                return new CataloguedType(type, new FieldValidator(type.fields()));
            } catch (MalformedJsonException corrupt) {
                throw new IllegalStateException("license type row " + key + " does not hold a type", corrupt);
            }
        });
    }
}
