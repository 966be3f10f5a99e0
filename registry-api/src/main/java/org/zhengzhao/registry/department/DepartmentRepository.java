package org.zhengzhao.registry.department;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;

/** Keeps departments. Each method is one statement, however many departments there are. */
@ApplicationScoped
public class DepartmentRepository implements PanacheRepositoryBase<DepartmentEntity, String> {
    private final Clock clock;

    DepartmentRepository(Clock clock) {
        this.clock = clock;
    }

    public Optional<Department> find(Uscc code) {
        return findByIdOptional(code.value()).map(DepartmentRepository::department);
    }

    public void add(Department department, String createdBy) {
        DepartmentEntity row = new DepartmentEntity();
        row.code = department.code().value();
        row.parentCode = department.parent().map(Uscc::value).orElse(null);
        row.regionCode = department.region().value();
        row.nameChinese = department.name().chinese();
        row.nameEnglish = department.name().english();
        row.createdAt = clock.instant();
        row.createdBy = createdBy;
        persistAndFlush(row);
    }

    /** Departments by code. */
    List<Department> page(Optional<AreaCode> region, Optional<Uscc> parent, Optional<Uscc> after, int rows) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        region.ifPresent(area -> {
            conditions.add("regionCode = :region");
            parameters.put("region", area.value());
        });
        parent.ifPresent(above -> {
            conditions.add("parentCode = :parent");
            parameters.put("parent", above.value());
        });
        after.ifPresent(last -> {
            conditions.add("code > :last");
            parameters.put("last", last.value());
        });
        String where = conditions.isEmpty() ? "" : String.join(" and ", conditions) + " ";
        return find(where + "order by code", parameters).page(0, rows).list().stream()
                .map(DepartmentRepository::department)
                .toList();
    }

    private static Department department(DepartmentEntity row) {
        return new Department(
                new Uscc(row.code),
                Optional.ofNullable(row.parentCode).map(Uscc::new),
                new AreaCode(row.regionCode),
                new Bilingual(row.nameChinese, row.nameEnglish));
    }
}
