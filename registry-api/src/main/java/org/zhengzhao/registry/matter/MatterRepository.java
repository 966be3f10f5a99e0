package org.zhengzhao.registry.matter;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Keeps matters. */
@ApplicationScoped
public class MatterRepository implements PanacheRepositoryBase<MatterEntity, MatterEntity.Key> {
    private final Clock clock;

    MatterRepository(Clock clock) {
        this.clock = clock;
    }

    public Optional<Matter> find(Uscc department, String code) {
        // PostgreSQL has no texts with a null in them and cannot even be asked for one.
        return code.indexOf('\0') < 0
                ? findByIdOptional(new MatterEntity.Key(department.value(), code))
                        .map(MatterRepository::matter)
                : Optional.empty();
    }

    public void add(Matter matter, String createdBy) {
        MatterEntity row = new MatterEntity();
        row.key = new MatterEntity.Key(matter.department().value(), matter.code());
        row.nameChinese = matter.name().chinese();
        row.nameEnglish = matter.name().english();
        row.createdAt = clock.instant();
        row.createdBy = createdBy;
        persistAndFlush(row);
    }

    List<Matter> page(Uscc department, Optional<String> after, int rows) {
        return find("key.departmentCode = ?1 and key.code > ?2 order by key.code", department.value(), after.orElse(""))
                .page(0, rows)
                .list()
                .stream()
                .map(MatterRepository::matter)
                .toList();
    }

    private static Matter matter(MatterEntity row) {
        return new Matter(
                new Uscc(row.key.departmentCode()), row.key.code(), new Bilingual(row.nameChinese, row.nameEnglish));
    }
}
