package org.zhengzhao.registry.unusual;

import java.util.Optional;
import java.util.Set;

/** The family name of a person whose name is written in Chinese characters. */
record FamilyName(String value) {
    /** Those of two characters that are borne by more than a few (《百家姓》). */
    private static final Set<String> COMPOUND = Set.of(
            "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "司空", "夏侯", "轩辕", "端木", "百里",
            "呼延", "东郭", "南宫", "西门", "独孤", "申屠", "太史", "公羊", "澹台", "淳于", "单于", "钟离", "闾丘", "濮阳", "拓跋", "万俟", "赫连", "鲜于",
            "第五", "宗政", "左丘", "梁丘");

    /** Finds it; empty for names in other scripts, whose order is not known. */
    static Optional<FamilyName> find(String name) {
        int[] characters = name.strip().codePoints().limit(3).toArray();
        if (characters.length < 2 || !Character.isIdeographic(characters[0])) {
            return Optional.empty();
        }
        String two = new String(characters, 0, 2);
        boolean compound = characters.length > 2 && COMPOUND.contains(two);
        return Optional.of(new FamilyName(compound ? two : new String(characters, 0, 1)));
    }
}
