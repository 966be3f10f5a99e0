package org.zhengzhao.registry.region;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.text.Bilingual;

/** Keeps regions. */
@ApplicationScoped
public class RegionRepository implements PanacheRepositoryBase<RegionEntity, String> {
    private final Clock clock;

    RegionRepository(Clock clock) {
        this.clock = clock;
    }

    public Optional<Region> find(AreaCode code) {
        return findByIdOptional(code.value()).map(RegionRepository::region);
    }

    /** Regions by code; those that lie directly in {@code parent} where it is given. */
    List<Region> page(Optional<AreaCode> parent, Optional<AreaCode> after, int rows) {
        String last = after.map(AreaCode::value).orElse("");
        return (parent.isPresent()
                        ? find(
                                "parentCode = ?1 and code > ?2 order by code",
                                parent.get().value(),
                                last)
                        : find("code > ?1 order by code", last))
                .page(0, rows).list().stream().map(RegionRepository::region).toList();
    }

    void add(Region region) {
        RegionEntity row = new RegionEntity();
        row.code = region.code().value();
        row.parentCode = region.parent().map(AreaCode::value).orElse(null);
        row.nameChinese = region.name().chinese();
        row.nameEnglish = region.name().english();
        row.createdAt = clock.instant();
        persistAndFlush(row);
    }

    boolean rename(AreaCode code, Bilingual name) {
        return update(
                        "nameChinese = ?1, nameEnglish = ?2 where code = ?3",
                        name.chinese(),
                        name.english(),
                        code.value())
                == 1;
    }

    private static Region region(RegionEntity row) {
        return new Region(
                new AreaCode(row.code),
                Optional.ofNullable(row.parentCode).map(AreaCode::new),
                new Bilingual(row.nameChinese, row.nameEnglish));
    }
}
