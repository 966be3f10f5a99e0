package org.zhengzhao.registry.department;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of departments. */
@ConfigMapping(prefix = "zhengzhao.departments")
interface DepartmentConfig {
    /** Whether a department that has registered no officers may name anybody in its reads. */
    @WithDefault("true")
    boolean freeTextOfficers();
}
