package org.zhengzhao.registry.calendar;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.text.Bilingual;

/** The calendar over HTTP. It is public; operators import it year by year. */
@Path("/v1/calendar")
@Tag(name = "Calendar")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CalendarResource {
    private static final int MAX_DAYS = 366;
    private static final int MAX_SOURCE = 256;
    private static final int MAX_NAME = 64;

    private final CalendarService calendar;
    private final CallerSource caller;

    CalendarResource(CalendarService calendar, CallerSource caller) {
        this.calendar = calendar;
        this.caller = caller;
    }

    @Schema(name = "CalendarDay")
    record DayDocument(LocalDate day, DayKind kind, String name) {}

    /** What an operator sends. */
    @Schema(name = "CalendarImport")
    record Import(
            @Schema(description = "Where the arrangement was announced")
            String source,

            List<DayDocument> days) {
        Import {
            days = List.copyOf(days);
        }
    }

    @Schema(name = "CalendarYear")
    record YearDocument(int year, String source, List<DayDocument> days) {
        YearDocument {
            days = List.copyOf(days);
        }

        static YearDocument of(CalendarYear year) {
            return new YearDocument(
                    year.year(),
                    year.source(),
                    year.days().stream()
                            .map(day -> new DayDocument(day.day(), day.kind(), day.name()))
                            .toList());
        }
    }

    @GET
    @Path("{year}")
    @Operation(
            operationId = "getCalendar",
            summary = "Holidays and make-up workdays of a year",
            description = "All other Mondays to Fridays are working days.")
    public YearDocument get(@PathParam("year") String year) {
        return YearDocument.of(calendar.find(parsed(year)).orElseThrow(CalendarResource::unknown));
    }

    @PUT
    @Path("{year}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importCalendar",
            summary = "Import a year; it replaces what is there",
            description = "Deadlines that are running are counted anew.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Import.class)))
    public YearDocument replace(@PathParam("year") String year, byte[] body) {
        int number = parsed(year);
        BodyReader reader = BodyReader.of(body, "source", "days");
        String source = reader.line("source", MAX_SOURCE);
        List<CalendarYear.NamedDay> days = new ArrayList<>();
        Set<LocalDate> seen = new HashSet<>();
        for (BodyReader item : reader.objects("days", MAX_DAYS, "day", "kind", "name")) {
            Optional<LocalDate> day = item.day("day");
            Optional<DayKind> kind = item.choice("kind", DayKind.values());
            String name = item.line("name", MAX_NAME);
            if (day.isEmpty() || day.get().getYear() != number || !seen.add(day.get())) {
                item.error("day", "WRONG_VALUE", "应为该年的日期，且不重复。", "Should be a day of that year, once.");
            } else if (kind.filter(DayKind.WORKDAY::equals).isPresent() && !weekend(day.get())) {
                item.error("kind", "WRONG_VALUE", "调休上班日应为周六或周日。", "A make-up workday is a Saturday or Sunday.");
            } else if (kind.isPresent()) {
                days.add(new CalendarYear.NamedDay(day.get(), kind.get(), name));
            }
        }
        reader.refuse();
        calendar.replace(
                new CalendarYear(number, source, days), caller.require().clientId());
        return YearDocument.of(calendar.find(number).orElseThrow());
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static int parsed(String year) {
        if (!year.matches("2[01][0-9]{2}")) {
            throw unknown();
        }
        return Integer.parseInt(year);
    }

    private static RegistryException unknown() {
        return new RegistryException(
                ProblemType.UNKNOWN_CALENDAR_YEAR,
                new Bilingual(
                        "请系统管理员用 PUT /v1/calendar/{year} 导入。",
                        "The operator imports it with PUT /v1/calendar/{year}."));
    }
}
