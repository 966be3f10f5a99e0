package org.zhengzhao.registry.authority;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Keeps authorities and what each may issue. */
@ApplicationScoped
public class AuthorityRepository implements PanacheRepositoryBase<AuthorityEntity, String> {
    private final EntityManager entities;
    private final Clock clock;

    AuthorityRepository(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    public Optional<RegisteredAuthority> find(Uscc code) {
        return findByIdOptional(code.value()).map(AuthorityRepository::registered);
    }

    public List<RegisteredAuthority> all() {
        return find("order by code").page(0, 10_000).list().stream()
                .map(AuthorityRepository::registered)
                .toList();
    }

    public void add(RegisteredAuthority authority) {
        AuthorityEntity row = new AuthorityEntity();
        row.code = authority.code().value();
        row.nameChinese = authority.name().chinese();
        row.nameEnglish = authority.name().english();
        row.level = authority.level();
        row.areaCode = authority.areaCode();
        row.createdAt = clock.instant();
        persistAndFlush(row);
    }

    public boolean mayIssue(Uscc authority, LicenseTypeCode type) {
        return entities.find(IssuingRightEntity.class, new IssuingRightEntity.Key(authority.value(), type.value()))
                != null;
    }

    /** The authority, if it may issue that type; one statement. */
    public Optional<RegisteredAuthority> findIssuer(Uscc authority, LicenseTypeCode type) {
        return find(
                        "from AuthorityEntity a where a.code = ?1 and exists (select 1 from IssuingRightEntity r"
                                + " where r.key.authorityCode = a.code and r.key.typeCode = ?2)",
                        authority.value(),
                        type.value())
                .firstResultOptional()
                .map(AuthorityRepository::registered);
    }

    /** Who may issue what; one statement. */
    public Map<LicenseTypeCode, Set<Uscc>> issuingRights() {
        Map<LicenseTypeCode, Set<Uscc>> rights = new HashMap<>();
        entities.createQuery("from IssuingRightEntity r", IssuingRightEntity.class)
                .getResultStream()
                .forEach(row -> rights.computeIfAbsent(stored(row.key.typeCode()), type -> new HashSet<>())
                        .add(new Uscc(row.key.authorityCode())));
        return rights;
    }

    private static LicenseTypeCode stored(String code) {
        try {
            return LicenseTypeCode.parse(code);
        } catch (MalformedCodeException corrupt) {
            throw new IllegalStateException("a stored type code is broken", corrupt);
        }
    }

    public void grant(Uscc authority, LicenseTypeCode type) {
        if (mayIssue(authority, type)) {
            return;
        }
        IssuingRightEntity row = new IssuingRightEntity();
        row.key = new IssuingRightEntity.Key(authority.value(), type.value());
        row.grantedAt = clock.instant();
        entities.persist(row);
    }

    private static RegisteredAuthority registered(AuthorityEntity row) {
        return new RegisteredAuthority(
                new Uscc(row.code), new Bilingual(row.nameChinese, row.nameEnglish), row.level, row.areaCode);
    }
}
