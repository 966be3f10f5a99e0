package org.zhengzhao.registry.pages;

import java.util.List;
import org.zhengzhao.registry.access.HolderReadService.SampleRead;
import org.zhengzhao.schema.code.LicenseIdentifier;

/** Who looked at a sample license, as its holder would see it. */
record ReadsPage(String identifier, List<ReadLine> reads) {
    /** One look. */
    record ReadLine(
            long number,
            String at,
            String department,
            String purpose,
            String matter,
            String caseNumber,
            String operation,
            String outcome) {}

    ReadsPage {
        reads = List.copyOf(reads);
    }

    static ReadsPage of(LicenseIdentifier identifier, List<SampleRead> reads, Wording wording) {
        return new ReadsPage(
                identifier.value(),
                reads.stream()
                        .map(read -> new ReadLine(
                                read.number(),
                                wording.time(read.at()),
                                read.department().in(wording.language()),
                                read.purpose(),
                                read.matterName()
                                        .map(name -> name.in(wording.language()))
                                        .orElse(read.matter()),
                                read.caseNumber(),
                                wording.capital(read.operation()),
                                wording.sentence(read.outcome())))
                        .toList());
    }

    /** How many are shown. */
    public int count() {
        return reads.size();
    }
}
