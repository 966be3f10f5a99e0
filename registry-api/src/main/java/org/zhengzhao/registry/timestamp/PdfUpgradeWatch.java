package org.zhengzhao.registry.timestamp;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.zhengzhao.registry.license.PdfUpgrade.Counts;
import org.zhengzhao.registry.license.PdfUpgrade.State;
import org.zhengzhao.registry.license.PdfUpgradeRepository;
import org.zhengzhao.registry.platform.time.Recurring;

/** Counts now and then the PDFs that wait for a timestamp, for metrics and health. */
@ApplicationScoped
class PdfUpgradeWatch {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final PdfUpgradeRepository upgrades;
    private final TimestampAuthority authority;
    private final Recurring recurring;
    private final MultiGauge pdfs;
    private final MultiGauge down;
    private final AtomicReference<Counts> counts = new AtomicReference<>(new Counts(0, 0, 0));

    PdfUpgradeWatch(
            PdfUpgradeRepository upgrades, TimestampAuthority authority, Recurring recurring, MeterRegistry meters) {
        this.upgrades = upgrades;
        this.authority = authority;
        this.recurring = recurring;
        this.pdfs = MultiGauge.builder("zhengzhao.timestamp.pdfs")
                .description("PDFs that wait for a timestamp, met a problem on the way, or will get none")
                .register(meters);
        this.down = MultiGauge.builder("zhengzhao.timestamp.authority.down")
                .description("1 while the timestamp authority does not answer this node as it should")
                .register(meters);
    }

    void start(@Observes @Priority(6000) StartupEvent started) {
        recurring.every("timestamps waiting", EVERY, this::look);
    }

    Counts counts() {
        return counts.get();
    }

    private void look() {
        Counts now = QuarkusTransaction.requiringNew().call(upgrades::counts);
        counts.set(now);
        pdfs.register(
                List.of(
                        row(State.PENDING, now.pending()),
                        row(State.FAILING, now.failing()),
                        row(State.GIVEN_UP, now.givenUp())),
                true);
        boolean isDown = authority.condition().state() == TimestampAuthority.State.DOWN;
        down.register(List.of(MultiGauge.Row.of(Tags.empty(), isDown ? 1 : 0)), true);
    }

    private static MultiGauge.Row<Number> row(State state, long pdfs) {
        return MultiGauge.Row.of(Tags.of("state", state.name()), pdfs);
    }
}
