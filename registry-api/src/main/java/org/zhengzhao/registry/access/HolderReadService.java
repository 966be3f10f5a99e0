package org.zhengzhao.registry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.license.HolderKeys;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.platform.http.RequestIds;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.text.Bilingual;

/**
 * Shows holders who has read about them. A holder's own look is no read by a department: it gets no number. It is written down all the
 * same, because it may have been a portal, an agent, or somebody with the holder's login, and the holder is told of the last ones.
 */
@ApplicationScoped
public class HolderReadService {
    private static final int LOOKS_SHOWN = 10;
    /** A holder's reads may be many; of a sample the last ones are shown. */
    private static final int SAMPLE_LOOKED_THROUGH = 500;

    private static final int SAMPLE_SHOWN = 50;

    private final HolderReadRepository reads;
    private final LicenseRepository licenses;
    private final CatalogueService catalogue;
    private final HolderKeys holderKeys;
    private final RequestIds requests;
    private final Clock clock;

    HolderReadService(
            HolderReadRepository reads,
            LicenseRepository licenses,
            CatalogueService catalogue,
            HolderKeys holderKeys,
            RequestIds requests,
            Clock clock) {
        this.reads = reads;
        this.licenses = licenses;
        this.catalogue = catalogue;
        this.holderKeys = holderKeys;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * A page of reads.
     *
     * @param typeNames what the types are called that stand in them
     * @param looks who looked at the holder's records before
     */
    record Page(
            HolderCounter counter,
            List<HolderRead> reads,
            boolean more,
            Map<LicenseTypeCode, Bilingual> typeNames,
            List<HolderLook> looks) {
        Page {
            reads = List.copyOf(reads);
            typeNames = Map.copyOf(typeNames);
            looks = List.copyOf(looks);
        }
    }

    /** Reads about a holder with numbers below that one, newest first, once the look itself is written down. */
    @Transactional
    Page page(Looker by, HolderCode holder, long before, int limit) {
        Bytes key = holderKeys.of(holder);
        List<HolderLook> looks = reads.looks(key, LOOKS_SHOWN);
        HolderCounter counter = begin(key, by, HolderLook.Form.LIST);
        List<HolderRead> found = reads.page(key, before, limit + 1);
        List<HolderRead> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(counter, shown, found.size() > limit, typeNames(shown), looks);
    }

    /** Writes an export down before the first record of it is sent. */
    @Transactional
    HolderCounter beginExport(Looker by, HolderCode holder, HolderLook.Form form) {
        return begin(holderKeys.of(holder), by, form);
    }

    /** A part of an export: nobody's connection is held while a slow caller takes it. */
    @Transactional
    Page exported(HolderCode holder, HolderCounter counter, long before, int rows) {
        List<HolderRead> found = reads.page(holderKeys.of(holder), before, rows);
        return new Page(counter, found, found.size() == rows, typeNames(found), List.of());
    }

    /** Writes down that somebody looks at what is a holder's, in the transaction in which it is looked up. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void look(Bytes holderKey, Looker by, HolderLook.Form form) {
        reads.add(holderKey, by, form, requests.current(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private HolderCounter begin(Bytes key, Looker by, HolderLook.Form form) {
        look(key, by, form);
        return reads.counter(key);
    }

    private Map<LicenseTypeCode, Bilingual> typeNames(Collection<HolderRead> found) {
        Set<LicenseTypeCode> types = found.stream()
                .flatMap(read -> Stream.concat(
                        read.types().stream(), read.licenses().stream().flatMap(HolderReadService::type)))
                .collect(Collectors.toUnmodifiableSet());
        return catalogue.names(types);
    }

    private static Stream<LicenseTypeCode> type(String identifier) {
        try {
            return Stream.of(LicenseIdentifier.parse(identifier).type());
        } catch (MalformedCodeException impossible) {
            return Stream.empty();
        }
    }

    /**
     * A read of a sample license as the public page shows it: nothing of other licenses is in it.
     *
     * @param number counts the reads of the first holder, about all licenses
     */
    public record SampleRead(
            long number,
            Instant at,
            Bilingual department,
            String purpose,
            String matter,
            Optional<Bilingual> matterName,
            String caseNumber,
            Bilingual operation,
            Bilingual outcome) {
        static SampleRead of(HolderRead read) {
            return new SampleRead(
                    read.number(),
                    read.at(),
                    read.departmentName(),
                    read.purpose(),
                    read.matter(),
                    read.matterName(),
                    read.caseNumber(),
                    ReadWords.operation(read.operation()),
                    ReadWords.outcome(read.outcome()));
        }
    }

    /** The reads of a sample license, newest first. Empty for other licenses and for unknown ones alike. */
    @Transactional
    public Optional<List<SampleRead>> ofSample(LicenseIdentifier identifier) {
        return licenses.findSample(identifier).map(sample -> {
            HolderCode first = sample.content().holders().getFirst().code();
            return reads.page(holderKeys.of(first), Long.MAX_VALUE, SAMPLE_LOOKED_THROUGH).stream()
                    .filter(read -> read.licenses().contains(identifier.value()))
                    .limit(SAMPLE_SHOWN)
                    .map(SampleRead::of)
                    .toList();
        });
    }
}
