package org.zhengzhao.registry.sharing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.license.FaceKind;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.StoredLicense;
import org.zhengzhao.registry.license.StoredPdf;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.HolderCode;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.SharingClass;

/**
 * Answers departments. Each method decides its answer and writes the access record in one transaction, and returns after the
 * commit: a read whose record cannot be written is not answered.
 */
@ApplicationScoped
public class AskService {
    private static final String PUBLIC_PAGE = "public-page";

    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;
    private final CatalogueService catalogue;
    private final AccessRecords records;

    AskService(
            LicenseRepository licenses,
            LifecycleRepository lifecycles,
            CatalogueService catalogue,
            AccessRecords records) {
        this.licenses = licenses;
        this.lifecycles = lifecycles;
        this.catalogue = catalogue;
        this.records = records;
    }

    /** A page of licenses. */
    public record Page(List<LicenseHistory> licenses, boolean more) {
        public Page {
            licenses = List.copyOf(licenses);
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
        if (type.sharingClass() == SharingClass.NOT_SHARED) {
            return new Answer<>(
                    new Answer.NotShared<>(),
                    records.byHolder(caller, purpose, holder, typeCode, moment, ReadOutcome.NOT_SHARED, List.of()));
        }
        List<StoredLicense> found = licenses.findByHolder(holder, typeCode, moment.askedKnownAt(), after, limit + 1);
        List<StoredLicense> shown = found.subList(0, Math.min(limit, found.size()));
        Page page = new Page(lifecycles.histories(shown), found.size() > limit);
        ReadOutcome outcome = found.isEmpty() ? ReadOutcome.NOT_FOUND : ReadOutcome.FOUND;
        return new Answer<>(
                new Answer.Found<>(page),
                records.byHolder(
                        caller,
                        purpose,
                        holder,
                        typeCode,
                        moment,
                        outcome,
                        shown.stream()
                                .map(license -> license.content().identifier())
                                .toList()));
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
                lifecycles
                        .find(identifier)
                        .filter(found -> moment.knows(found.license().createdAt())));
    }

    /** The license with everything that was done to it. An issuer that is no department reads its own licenses only. */
    @Transactional
    public Answer<LicenseHistory> history(Caller caller, ReadPurpose purpose, LicenseIdentifier identifier) {
        Optional<LicenseHistory> found = lifecycles.find(identifier);
        if (found.isPresent()
                && !caller.roles().contains(Role.DEPARTMENT)
                && !identifier.authority().equals(caller.authority())) {
            return new Answer<>(
                    new Answer.NotShared<>(),
                    records.byIdentifier(
                            caller,
                            purpose,
                            ReadOperation.HISTORY,
                            identifier,
                            Optional.empty(),
                            ReadOutcome.NOT_SHARED));
        }
        return answer(caller, purpose, ReadOperation.HISTORY, identifier, Optional.empty(), found);
    }

    @Transactional
    public Answer<StoredPdf> pdf(Caller caller, ReadPurpose purpose, LicenseIdentifier identifier) {
        return answer(caller, purpose, ReadOperation.PDF, identifier, Optional.empty(), licenses.findPdf(identifier));
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
                licenses.findFace(identifier, FaceKind.CREDENTIAL));
    }

    @Transactional
    public Answer<Bytes> credential(Caller caller, ReadPurpose purpose, LicenseIdentifier identifier) {
        return answer(
                caller,
                purpose,
                ReadOperation.CREDENTIAL,
                identifier,
                Optional.empty(),
                licenses.findFace(identifier, FaceKind.CREDENTIAL));
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
                ReadOutcome.FOUND);
    }

    private <T> Answer<T> answer(
            Caller caller,
            ReadPurpose purpose,
            ReadOperation operation,
            LicenseIdentifier identifier,
            Optional<Moment> moment,
            Optional<T> found) {
        if (found.isEmpty()) {
            return new Answer<>(
                    new Answer.NotFound<>(),
                    records.byIdentifier(caller, purpose, operation, identifier, moment, ReadOutcome.NOT_FOUND));
        }
        if (!shared(caller.authority(), identifier)) {
            return new Answer<>(
                    new Answer.NotShared<>(),
                    records.byIdentifier(caller, purpose, operation, identifier, moment, ReadOutcome.NOT_SHARED));
        }
        return new Answer<>(
                new Answer.Found<>(found.get()),
                records.byIdentifier(caller, purpose, operation, identifier, moment, ReadOutcome.FOUND));
    }

    /** An authority may always read what it issued itself. */
    private boolean shared(Uscc caller, LicenseIdentifier identifier) {
        return identifier.authority().equals(caller)
                || catalogue.require(identifier.type()).sharingClass() != SharingClass.NOT_SHARED;
    }
}
