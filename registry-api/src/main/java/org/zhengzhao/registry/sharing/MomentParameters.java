package org.zhengzhao.registry.sharing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.license.CalendarDate;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;

/** The query parameters by which a read asks about another time than now. */
public class MomentParameters {
    /** Far enough in both directions for any license, and near enough to be shown as a day anywhere. */
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("3000-01-01T00:00:00Z");

    @RestQuery
    @Parameter(
            description = "The status on that day: a time, or a day (its beginning in China). Default: knownAt, or now",
            example = "2026-11-01")
    @Nullable
    String at;

    @RestQuery
    @Parameter(
            description =
                    "Only what the registry knew then: a time that is past, or a day. Default: all that is recorded",
            example = "2026-11-01T08:00:00Z")
    @Nullable
    String knownAt;

    /**
     * The moment.
     *
     * @throws RegistryException naming what cannot be used; nothing has been looked up then
     */
    Moment require(Instant now) {
        List<ProblemError> wrong = new ArrayList<>();
        Optional<Instant> known = instant("knownAt", knownAt, wrong);
        Optional<Instant> asked = instant("at", at, wrong);
        if (known.filter(moment -> moment.isAfter(now)).isPresent()) {
            wrong.add(new ProblemError("knownAt", "WRONG_VALUE", new Bilingual("不得晚于现在。", "Should not lie ahead.")));
        }
        if (!wrong.isEmpty()) {
            throw new RegistryException(
                    ProblemType.INVALID_PARAMETER,
                    new Bilingual(
                            "请更正 errors 中的参数；没有进行查询。", "Correct the parameters in errors. Nothing was looked up."),
                    wrong);
        }
        return new Moment(now, asked, known);
    }

    private static Optional<Instant> instant(String name, @Nullable String text, List<ProblemError> wrong) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<Instant> found = CalendarDate.find(text)
                .map(day -> day.atStartOfDay(ValidityPeriod.ZONE).toInstant())
                .or(() -> time(text))
                .filter(MomentParameters::withinReach);
        if (found.isEmpty()) {
            wrong.add(new ProblemError(
                    name,
                    "FORMAT",
                    new Bilingual(
                            "应为时间或日期，例如 2026-11-01T08:00:00Z 或 2026-11-01。",
                            "Should be a time or a day, such as 2026-11-01T08:00:00Z or 2026-11-01.")));
        }
        return found;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static boolean withinReach(Instant moment) {
        return !moment.isBefore(FIRST) && moment.isBefore(END);
    }
}
