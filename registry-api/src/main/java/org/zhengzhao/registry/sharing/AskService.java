package org.zhengzhao.registry.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.zhengzhao.registry.cases.CaseService;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.department.DepartmentService;
import org.zhengzhao.registry.grant.Admission;
import org.zhengzhao.registry.grant.GrantService;
import org.zhengzhao.registry.grant.ReadNeed;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.license.FaceKind;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.license.StoredLicense;
import org.zhengzhao.registry.license.StoredPdf;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;

/**
 * Answers departments. Each method decides its answer, counts it against the caps of its grant and writes the access record in one
 * transaction, and returns after the commit: a read whose record cannot be written is not answered. A refusal is an answer too.
 */
@ApplicationScoped
public class AskService {
    private static final String PUBLIC_PAGE = "public-page";
    private static final AreaCode WHOLE_COUNTRY = new AreaCode("100000");
    /** A request looks through no more licenses of a holder than this; the caller goes on with the next page. */
    private static final int MOST_LOOKED_THROUGH = 1000;

    private static final int BATCH = 100;
    private static final Released EVERYTHING = new Released.Everything();
    private static final Released NOTHING = new Released.Parts(Set.of(), List.of());

    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;
    private final CatalogueService catalogue;
    private final DepartmentService departments;
    private final CaseService cases;
    private final GrantService grants;
    private final AccessRecords records;

    AskService(
            LicenseRepository licenses,
            LifecycleRepository lifecycles,
            CatalogueService catalogue,
            DepartmentService departments,
            CaseService cases,
            GrantService grants,
            AccessRecords records) {
        this.licenses = licenses;
        this.lifecycles = lifecycles;
        this.catalogue = catalogue;
        this.departments = departments;
        this.cases = cases;
        this.grants = grants;
        this.records = records;
    }

    /**
     * A page of licenses.
     *
     * @param next where to go on, if there may be more
     * @param region where the licenses shown were issued, if the grant is limited to a region
     */
    public record Page(List<LicenseHistory> licenses, Optional<LicenseIdentifier> next, Optional<AreaCode> region) {
        public Page {
            licenses = List.copyOf(licenses);
            Objects.requireNonNull(next);
            Objects.requireNonNull(region);
        }
    }

    /** The licenses of one type that a holder has, newest first. */
    @Transactional
    public Answer<Page> byHolder(
            Caller caller,
            ReadPurpose purpose,
            HolderCode holder,
            LicenseTypeCode typeCode,
            Moment moment,
            Optional<LicenseIdentifier> after,
            int limit) {
        LicenseType type = catalogue.require(typeCode);
        Admission admission = standing(caller, purpose)
                .<Admission>map(Admission.Refused::new)
                .orElseGet(() ->
                        grants.admit(caller.authority(), purpose.matter(), type, ReadNeed.PARTS, Optional::empty));
        return switch (admission) {
            case Admission.Refused refused ->
                new Answer<>(
                        new Answer.Refused<>(refused.refusal()),
                        NOTHING,
                        records.byHolder(
                                caller,
                                purpose,
                                holder,
                                typeCode,
                                moment,
                                ReadOutcome.refused(refused.refusal().type()),
                                Optional.empty(),
                                List.of()));
            case Admission.Admitted admitted -> {
                Page page = admitted.region()
                        .map(region -> pageOf(region, holder, typeCode, moment, after, limit))
                        .orElseGet(() -> page(holder, typeCode, moment, after, limit));
                yield new Answer<>(
                        new Answer.Found<>(page),
                        admitted.released(),
                        records.byHolder(
                                caller,
                                purpose,
                                holder,
                                typeCode,
                                moment,
                                page.licenses().isEmpty() ? ReadOutcome.NOT_FOUND : ReadOutcome.FOUND,
                                Optional.of(admitted.grant()),
                                page.licenses().stream()
                                        .map(shown -> shown.license().content().identifier())
                                        .toList()));
            }
        };
    }

    private Page page(
            HolderCode holder, LicenseTypeCode type, Moment moment, Optional<LicenseIdentifier> after, int limit) {
        List<StoredLicense> found = licenses.findByHolder(holder, type, moment.askedKnownAt(), after, limit + 1);
        List<StoredLicense> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                lifecycles.histories(shown),
                found.size() > limit ? Optional.of(identifier(shown.getLast())) : Optional.empty(),
                Optional.empty());
    }

    /** Passes over licenses of other regions. The next page begins behind one that was shown, so that no other is named. */
    private Page pageOf(
            AreaCode region,
            HolderCode holder,
            LicenseTypeCode type,
            Moment moment,
            Optional<LicenseIdentifier> after,
            int limit) {
        List<StoredLicense> shown = new ArrayList<>();
        Optional<LicenseIdentifier> behind = after;
        for (int looked = 0; looked < MOST_LOOKED_THROUGH; looked += BATCH) {
            List<StoredLicense> batch = licenses.findByHolder(holder, type, moment.askedKnownAt(), behind, BATCH);
            for (StoredLicense license : batch) {
                if (!region.covers(area(license))) {
                    continue;
                }
                if (shown.size() == limit) {
                    return new Page(
                            lifecycles.histories(shown), Optional.of(identifier(shown.getLast())), Optional.of(region));
                }
                shown.add(license);
            }
            if (batch.size() < BATCH) {
                return new Page(lifecycles.histories(shown), Optional.empty(), Optional.of(region));
            }
            behind = Optional.of(identifier(batch.getLast()));
        }
        return new Page(lifecycles.histories(shown), behind, Optional.of(region));
    }

    private static LicenseIdentifier identifier(StoredLicense license) {
        return license.content().identifier();
    }

    /** The license with that identifier, where the registry had it at the moment whose knowledge counts. */
    @Transactional
    public Answer<LicenseHistory> byIdentifier(
            Caller caller, ReadPurpose purpose, LicenseIdentifier identifier, Moment moment) {
        return answer(
                caller,
                purpose,
                ReadOperation.BY_IDENTIFIER,
                identifier,
                Optional.of(moment),
                () -> lifecycles
                        .find(identifier)
                        .filter(found -> moment.knows(found.license().createdAt())));
    }

    /** The license with everything that was done to it. An issuer that is no department reads its own licenses only. */
    @Transactional
    public Answer<LicenseHistory> history(Caller caller, ReadPurpose purpose, LicenseIdentifier identifier) {
        if (!caller.roles().contains(Role.DEPARTMENT) && !identifier.authority().equals(caller.authority())) {
            return refused(
                    caller,
                    purpose,
                    ReadOperation.HISTORY,
                    identifier,
                    Optional.empty(),
                    new Refusal(ProblemType.NOT_SHARED, new Bilingual("请向颁发机构提出。", "Turn to the issuing authority.")));
        }
        return answer(
                caller,
                purpose,
                ReadOperation.HISTORY,
                identifier,
                Optional.empty(),
                () -> lifecycles.find(identifier));
    }

    @Transactional
    public Answer<StoredPdf> pdf(Caller caller, ReadPurpose purpose, LicenseIdentifier identifier) {
        return answer(
                caller, purpose, ReadOperation.PDF, identifier, Optional.empty(), () -> licenses.findPdf(identifier));
    }

    /** The credential, to be shown as a QR symbol. */
    @Transactional
    public Answer<Bytes> qr(Caller caller, ReadPurpose purpose, LicenseIdentifier identifier) {
        return answer(
                caller,
                purpose,
                ReadOperation.QR,
                identifier,
                Optional.empty(),
                () -> licenses.findFace(identifier, FaceKind.CREDENTIAL));
    }

    @Transactional
    public Answer<Bytes> credential(Caller caller, ReadPurpose purpose, LicenseIdentifier identifier) {
        return answer(
                caller,
                purpose,
                ReadOperation.CREDENTIAL,
                identifier,
                Optional.empty(),
                () -> licenses.findFace(identifier, FaceKind.CREDENTIAL));
    }

    /** A sample license with its credential, as the public page shows it. */
    public record SamplePage(LicenseHistory license, Bytes credential) {
        public SamplePage {
            Objects.requireNonNull(license);
            Objects.requireNonNull(credential);
        }
    }

    /**
     * A sample license for the public page. Empty for others and for unknown ones alike: then nothing was learned, and
     * strangers cannot fill the record.
     */
    @Transactional
    public Optional<SamplePage> samplePage(LicenseIdentifier identifier) {
        return licenses.findSample(identifier).map(license -> {
            Bytes credential = licenses.findFace(identifier, FaceKind.CREDENTIAL)
                    .orElseThrow(() -> new IllegalStateException("a license without its credential"));
            recordPublicRead(identifier, ReadOperation.SAMPLE_PAGE);
            return new SamplePage(lifecycles.histories(List.of(license)).getFirst(), credential);
        });
    }

    /** The PDF of a sample license, for the public page. */
    @Transactional
    public Optional<Bytes> samplePdf(LicenseIdentifier identifier) {
        return licenses.findSample(identifier)
                .flatMap(license -> licenses.findFace(identifier, FaceKind.PDF))
                .map(pdf -> {
                    recordPublicRead(identifier, ReadOperation.PDF);
                    return pdf;
                });
    }

    /** Nobody has logged in: the read is booked on the authority that published the sample. */
    private void recordPublicRead(LicenseIdentifier identifier, ReadOperation operation) {
        records.byIdentifier(
                new Caller(PUBLIC_PAGE, identifier.authority(), Set.of()),
                new ReadPurpose(PUBLIC_PAGE, "展示示例证照 showing a sample license", "-", "-"),
                operation,
                identifier,
                Optional.empty(),
                ReadOutcome.FOUND,
                Optional.empty());
    }

    /** Order: may the caller read at all, may it read this, then the look-up, then the record; one commit for all. */
    private <T> Answer<T> answer(
            Caller caller,
            ReadPurpose purpose,
            ReadOperation operation,
            LicenseIdentifier identifier,
            Optional<Moment> moment,
            Supplier<Optional<T>> find) {
        Optional<Refusal> standing = standing(caller, purpose);
        if (standing.isPresent()) {
            return refused(caller, purpose, operation, identifier, moment, standing.get());
        }
        // An authority may always read what it issued itself. Of a type that nobody has defined there are no licenses.
        Optional<LicenseType> type = catalogue.find(identifier.type());
        if (identifier.authority().equals(caller.authority()) || type.isEmpty()) {
            return looked(caller, purpose, operation, identifier, moment, find.get(), EVERYTHING, Optional.empty());
        }
        Admission admission = grants.admit(
                caller.authority(),
                purpose.matter(),
                type.get(),
                operation.need(),
                () -> licenses.find(identifier).map(AskService::area));
        return switch (admission) {
            case Admission.Refused refused ->
                refused(caller, purpose, operation, identifier, moment, refused.refusal());
            case Admission.Admitted admitted ->
                looked(
                        caller,
                        purpose,
                        operation,
                        identifier,
                        moment,
                        find.get(),
                        admitted.released(),
                        Optional.of(admitted.grant()));
        };
    }

    private <T> Answer<T> looked(
            Caller caller,
            ReadPurpose purpose,
            ReadOperation operation,
            LicenseIdentifier identifier,
            Optional<Moment> moment,
            Optional<T> found,
            Released released,
            Optional<UUID> grant) {
        ReadOutcome outcome = found.isPresent() ? ReadOutcome.FOUND : ReadOutcome.NOT_FOUND;
        return new Answer<>(
                found.<Answer.Result<T>>map(Answer.Found::new).orElseGet(Answer.NotFound::new),
                released,
                records.byIdentifier(caller, purpose, operation, identifier, moment, outcome, grant));
    }

    private <T> Answer<T> refused(
            Caller caller,
            ReadPurpose purpose,
            ReadOperation operation,
            LicenseIdentifier identifier,
            Optional<Moment> moment,
            Refusal refusal) {
        return new Answer<>(
                new Answer.Refused<>(refusal),
                NOTHING,
                records.byIdentifier(
                        caller,
                        purpose,
                        operation,
                        identifier,
                        moment,
                        ReadOutcome.refused(refusal.type()),
                        Optional.empty()));
    }

    /** Why this officer or this case may not be named, whatever is asked for. */
    private Optional<Refusal> standing(Caller caller, ReadPurpose purpose) {
        return departments
                .officerRefusal(caller.authority(), purpose.officer())
                .or(() -> cases.caseRefusal(caller.authority(), purpose.matter(), purpose.caseNumber()));
    }

    /** Where the license was issued; an area that nobody knows lies in no region but the whole country. */
    private static AreaCode area(StoredLicense license) {
        try {
            return AreaCode.parse(license.content().areaCode());
        } catch (MalformedCodeException unknown) {
            return WHOLE_COUNTRY;
        }
    }
}
