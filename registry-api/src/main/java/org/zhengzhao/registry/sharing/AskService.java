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
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.grant.Admission;
import org.zhengzhao.registry.grant.GrantService;
import org.zhengzhao.registry.grant.ReadNeed;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.license.FaceKind;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.Released;
import org.zhengzhao.registry.license.StoredLicense;
import org.zhengzhao.registry.license.StoredPdf;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.Refusal;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Decision;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Scope;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;

/**
 * Answers departments. Each method decides its answer, counts it against the caps of its grant, signs its receipt and writes the
 * access record in one transaction, and returns after the commit: a read whose record cannot be written is not answered. A refusal is an answer too.
 */
@ApplicationScoped
public class AskService {
    private static final String PUBLIC_PAGE = "public-page";
    /** A request looks through no more licenses of a holder than this; the caller goes on with the next page. */
    private static final int MOST_LOOKED_THROUGH = 1000;

    private static final int BATCH = 100;
    private static final Released EVERYTHING = new Released.Everything();

    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;
    private final CatalogueService catalogue;
    private final Standing standing;
    private final GrantService grants;
    private final AccessRecords records;
    private final Evidence evidence;

    AskService(
            LicenseRepository licenses,
            LifecycleRepository lifecycles,
            CatalogueService catalogue,
            Standing standing,
            GrantService grants,
            AccessRecords records,
            Evidence evidence) {
        this.licenses = licenses;
        this.lifecycles = lifecycles;
        this.catalogue = catalogue;
        this.standing = standing;
        this.grants = grants;
        this.records = records;
        this.evidence = evidence;
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
    public Answered<Page> byHolder(
            Caller caller,
            ReadPurpose purpose,
            HolderCode holder,
            LicenseTypeCode typeCode,
            Moment moment,
            Optional<LicenseIdentifier> after,
            int limit,
            Reply<Page> reply) {
        LicenseType type = catalogue.require(typeCode);
        Read read = new Read(
                caller, purpose, ReadOperation.BY_HOLDER, Optional.of(holder), List.of(typeCode), Optional.of(moment));
        Admission admission = standing.refusal(read)
                .<Admission>map(Admission.Refused::new)
                .orElseGet(
                        () -> grants.admit(caller, Permission.FIND_LICENSES, purpose.matter(), type, ReadNeed.PARTS));
        return switch (admission) {
            case Admission.Refused refused -> evidence.refused(read, List.of(), refused.refusal(), reply);
            case Admission.Admitted admitted -> {
                Page page = admitted.region()
                        .map(region -> pageOf(region, holder, typeCode, moment, after, limit))
                        .orElseGet(() -> page(holder, typeCode, moment, after, limit));
                List<LicenseIdentifier> shown = page.licenses().stream()
                        .map(found -> found.license().content().identifier())
                        .toList();
                yield answered(
                        read,
                        new Answer.Found<>(page),
                        shown.isEmpty() ? ReadOutcome.NOT_FOUND : ReadOutcome.FOUND,
                        new Covered(admitted.released(), Optional.of(type), Optional.of(admitted.grant())),
                        shown,
                        reply);
            }
        };
    }

    /**
     * Under what a read is answered.
     *
     * @param type empty where nobody has defined it
     * @param grant empty where none was needed
     */
    private record Covered(Released released, Optional<LicenseType> type, Optional<UUID> grant) {}

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
                if (!region.covers(license.area())) {
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
    public Answered<LicenseHistory> byIdentifier(
            Caller caller,
            ReadPurpose purpose,
            LicenseIdentifier identifier,
            Moment moment,
            Reply<LicenseHistory> reply) {
        return answer(
                read(caller, purpose, ReadOperation.BY_IDENTIFIER, identifier, Optional.of(moment)),
                identifier,
                () -> lifecycles
                        .find(identifier)
                        .filter(found -> moment.knows(found.license().createdAt())),
                reply);
    }

    /** The license with everything that was done to it. An issuer that is no department reads its own licenses only. */
    @Transactional
    public Answered<LicenseHistory> history(
            Caller caller, ReadPurpose purpose, LicenseIdentifier identifier, Reply<LicenseHistory> reply) {
        Read read = read(caller, purpose, ReadOperation.HISTORY, identifier, Optional.empty());
        return answer(read, identifier, () -> lifecycles.find(identifier), reply);
    }

    @Transactional
    public Answered<StoredPdf> pdf(
            Caller caller, ReadPurpose purpose, LicenseIdentifier identifier, Reply<StoredPdf> reply) {
        return answer(
                read(caller, purpose, ReadOperation.PDF, identifier, Optional.empty()),
                identifier,
                () -> licenses.findPdf(identifier),
                reply);
    }

    /** The credential, to be shown as a QR symbol. */
    @Transactional
    public Answered<Bytes> qr(Caller caller, ReadPurpose purpose, LicenseIdentifier identifier, Reply<Bytes> reply) {
        return answer(
                read(caller, purpose, ReadOperation.QR, identifier, Optional.empty()),
                identifier,
                () -> licenses.findFace(identifier, FaceKind.CREDENTIAL),
                reply);
    }

    @Transactional
    public Answered<Bytes> credential(
            Caller caller, ReadPurpose purpose, LicenseIdentifier identifier, Reply<Bytes> reply) {
        return answer(
                read(caller, purpose, ReadOperation.CREDENTIAL, identifier, Optional.empty()),
                identifier,
                () -> licenses.findFace(identifier, FaceKind.CREDENTIAL),
                reply);
    }

    /** The receipt that an answer was sent with: to the caller's authority, or to any where the caller sees all. */
    @Transactional
    public Optional<String> findReceipt(Caller caller, UUID accessRecord) {
        return records.findReceipt(
                accessRecord, AccessPolicy.reach(caller, Permission.GET_RECEIPT).chosen(Optional.empty()));
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
        Read read = read(
                new Caller(PUBLIC_PAGE, identifier.authority(), Set.of()),
                new ReadPurpose(PUBLIC_PAGE, "展示示例证照 showing a sample license", "-", "-"),
                operation,
                identifier,
                Optional.empty());
        records.write(records.of(
                read,
                ReadOutcome.FOUND,
                Coverage.of(Optional.empty(), EVERYTHING, Optional.empty()),
                List.of(identifier)));
    }

    private static Read read(
            Caller caller,
            ReadPurpose purpose,
            ReadOperation operation,
            LicenseIdentifier identifier,
            Optional<Moment> moment) {
        return new Read(caller, purpose, operation, Optional.empty(), List.of(identifier.type()), moment);
    }

    /** Order: may the caller read at all, may it read this, then the look-up, then receipt and record; one commit for all. */
    private <T> Answered<T> answer(
            Read read, LicenseIdentifier identifier, Supplier<Optional<T>> find, Reply<T> reply) {
        Caller caller = read.caller();
        Optional<Refusal> refusal = outside(read, identifier).or(() -> standing.refusal(read));
        if (refusal.isPresent()) {
            return evidence.refused(read, List.of(identifier), refusal.get(), reply);
        }
        // An authority may always read what it issued itself. Of a type that nobody has defined there are no licenses.
        Optional<LicenseType> type = catalogue.find(identifier.type());
        if (identifier.authority().equals(caller.authority()) || type.isEmpty()) {
            return looked(read, identifier, find.get(), new Covered(EVERYTHING, type, Optional.empty()), reply);
        }
        Admission admission = grants.admit(
                caller,
                read.operation().permission(),
                read.purpose().matter(),
                type.get(),
                read.operation().need(),
                () -> licenses.findArea(identifier));
        return switch (admission) {
            case Admission.Refused refused -> evidence.refused(read, List.of(identifier), refused.refusal(), reply);
            case Admission.Admitted admitted ->
                looked(
                        read,
                        identifier,
                        find.get(),
                        new Covered(admitted.released(), type, Optional.of(admitted.grant())),
                        reply);
        };
    }

    /** Why the license is not for this caller, whatever is granted. Where it was issued is looked up only where it matters. */
    private Optional<Refusal> outside(Read read, LicenseIdentifier identifier) {
        Caller caller = read.caller();
        Permission permission = read.operation().permission();
        boolean limited = caller.assignment().region().isPresent();
        Optional<AreaCode> area = limited ? licenses.findArea(identifier) : Optional.empty();
        if (limited && area.isEmpty()) {
            // As one of another region: who could tell them apart would find out which licenses there are elsewhere.
            return Optional.of(AccessPolicy.outsideRegion());
        }
        Target license = new Target.License(identifier.authority(), identifier.type(), area);
        return switch (AccessPolicy.decide(caller, permission, license)) {
            case Decision.Allowed allowed -> Optional.empty();
            case Decision.NoRole noRole -> {
                AccessPolicy.require(caller, permission, license);
                yield Optional.empty();
            }
            case Decision.OutOfScope out ->
                out.scope() == Scope.OWN_ORGANISATION
                        ? Optional.of(new Refusal(
                                ProblemType.NOT_SHARED, new Bilingual("请向颁发机构提出。", "Turn to the issuing authority.")))
                        : AccessPolicy.refusal(caller, permission, license);
        };
    }

    private <T> Answered<T> looked(
            Read read, LicenseIdentifier identifier, Optional<T> found, Covered covered, Reply<T> reply) {
        return answered(
                read,
                found.<Answer.Result<T>>map(Answer.Found::new).orElseGet(Answer.NotFound::new),
                found.isPresent() ? ReadOutcome.FOUND : ReadOutcome.NOT_FOUND,
                covered,
                List.of(identifier),
                reply);
    }

    private <T> Answered<T> answered(
            Read read,
            Answer.Result<T> result,
            ReadOutcome outcome,
            Covered covered,
            List<LicenseIdentifier> licenses,
            Reply<T> reply) {
        Coverage coverage = Coverage.of(covered.grant(), covered.released(), covered.type());
        return evidence.answered(
                read,
                result,
                covered.released(),
                outcome,
                outcome == ReadOutcome.FOUND ? coverage : coverage.withoutFields(),
                licenses,
                reply);
    }
}
