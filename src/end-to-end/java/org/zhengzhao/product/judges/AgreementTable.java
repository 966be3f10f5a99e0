package org.zhengzhao.product.judges;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.signing.evidence.PadesLevel;
import org.zhengzhao.signing.key.Suite;

/** The table of who agrees where, as the page about cross-validation has it. */
final class AgreementTable {
    static final List<String> JUDGES =
            List.of("zhengzhao verify", "zhengzhao check pdf", "EU DSS", "pdfsig", "openssl");

    private AgreementTable() {}

    static String markdown() {
        Map<Limit, Integer> notes = new EnumMap<>(Limit.class);
        StringBuilder table = new StringBuilder("| suite | level |");
        JUDGES.forEach(judge -> table.append(' ').append(judge).append(" |"));
        table.append("\n| --- | --- |").append(" --- |".repeat(JUDGES.size())).append('\n');
        for (Suite suite : Suite.values()) {
            for (PadesLevel level : PadesLevel.values()) {
                table.append("| ")
                        .append(suite)
                        .append(" | ")
                        .append(level.label())
                        .append(" |");
                for (String judge : JUDGES) {
                    table.append(' ').append(cell(judge, suite, level, notes)).append(" |");
                }
                table.append('\n');
            }
        }
        table.append('\n');
        List<Limit> inOrder = new ArrayList<>(notes.keySet());
        inOrder.sort((one, other) -> notes.get(one) - notes.get(other));
        for (Limit limit : inOrder) {
            table.append(notes.get(limit))
                    .append(". ")
                    .append(limit.judge())
                    .append(": ")
                    .append(limit.reason())
                    .append(".\n");
        }
        return table.toString();
    }

    private static String cell(String judge, Suite suite, PadesLevel level, Map<Limit, Integer> notes) {
        int agreed = 0;
        Set<Limit> limits = new LinkedHashSet<>();
        for (Damage damage : Damage.all()) {
            Optional<Limit> limit = Limit.find(judge, suite, level, damage);
            limit.ifPresent(limits::add);
            agreed += limit.isEmpty() ? 1 : 0;
        }
        StringBuilder cell = new StringBuilder();
        cell.append(
                limits.stream().anyMatch(Limit::isTotal)
                        ? "cannot"
                        : agreed + " of " + Damage.all().size());
        limits.forEach(limit -> {
            notes.putIfAbsent(limit, notes.size() + 1);
            cell.append(" (").append(notes.get(limit)).append(')');
        });
        return cell.toString();
    }
}
