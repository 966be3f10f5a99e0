package org.zhengzhao.registry.issuance;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.registry.authority.AuthorityRepository;
import org.zhengzhao.registry.authority.RegisteredAuthority;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.catalogue.CataloguedType;
import org.zhengzhao.registry.identity.Caller;
import org.zhengzhao.registry.license.FaceKind;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.license.NewLicense;
import org.zhengzhao.registry.license.StoredLicense;
import org.zhengzhao.registry.platform.compute.ComputePool;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseIdentifier;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.key.SigningKey;

/**
 * Issues licenses.
 *
 * <p>Order of what happens, and what a crash leaves behind:
 *
 * <ol>
 *   <li>The order is checked whole; errors are collected. Nothing is written.
 *   <li>The identifier is drawn and the content fixed. Nothing is written.
 *   <li>Both faces are made and signed on the compute pool, and verified. A crash here loses signatures that nobody has seen.
 *   <li>One transaction writes idempotency key, license, holders and faces. Before its commit nothing exists, after it
 *       everything does; the caller is answered after the commit. A caller that got no answer repeats the request with the
 *       same idempotency key and gets the license that was made, or makes it.
 * </ol>
 */
@ApplicationScoped
public class IssuanceService {
    private static final int FIRST_VERSION = 1;

    private final CatalogueService catalogue;
    private final AuthorityRepository authorities;
    private final LicenseRepository licenses;
    private final IdempotencyRepository idempotency;
    private final KeyRing keys;
    private final FaceMaker faces;
    private final SerialNumbers serials;
    private final ComputePool pool;
    private final Clock clock;

    IssuanceService(
            CatalogueService catalogue,
            AuthorityRepository authorities,
            LicenseRepository licenses,
            IdempotencyRepository idempotency,
            KeyRing keys,
            FaceMaker faces,
            SerialNumbers serials,
            ComputePool pool,
            Clock clock) {
        this.catalogue = catalogue;
        this.authorities = authorities;
        this.licenses = licenses;
        this.idempotency = idempotency;
        this.keys = keys;
        this.faces = faces;
        this.serials = serials;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * What came of a request.
     *
     * @param replayed whether an earlier request with the same idempotency key had already issued the license
     */
    public record Issued(StoredLicense license, boolean replayed) {}

    /** Issues the license that the order describes, on behalf of the caller's authority. */
    public Issued issue(Caller caller, Optional<IdempotencyKey> key, JsonValue.Members order, Bytes requestDigest) {
        Optional<StoredLicense> earlier = key.flatMap(given -> findEarlier(caller, given, requestDigest));
        if (earlier.isPresent()) {
            return new Issued(earlier.get(), true);
        }
        NewLicense license = sign(caller.authority(), order, caller.clientId(), false);
        try {
            return new Issued(write(caller, key, requestDigest, license), false);
        } catch (RuntimeException failed) {
            return afterConflict(caller, key, requestDigest, failed);
        }
    }

    /** Issues a sample license, which may be shown to everybody. */
    public StoredLicense issueSample(Uscc authority, JsonValue.Members order) {
        NewLicense license = sign(authority, order, "sample", true);
        return QuarkusTransaction.requiringNew()
                .call(() -> licenses.add(List.of(license)).getFirst());
    }

    private NewLicense sign(Uscc authorityCode, JsonValue.Members order, String createdBy, boolean sample) {
        CataloguedType type = requireType(order);
        RegisteredAuthority authority =
                requireIssuer(authorityCode, type.definition().code());
        Instant now = clock.instant();
        SigningKey sealingKey = keys.requireSealingKey(authorityCode, now);
        IssueOrder checked =
                new IssueOrderReader(type, authority, LocalDate.ofInstant(now, ValidityPeriod.ZONE)).read(order);
        LicenseContent content = content(checked, authority, now);
        Map<FaceKind, Bytes> made = pool.run(() -> faces.make(checked, content, sealingKey, now));
        return new NewLicense(content, made, createdBy, sample);
    }

    private CataloguedType requireType(JsonValue.Members order) {
        String code = order.findText(IssueOrderReader.TYPE_CODE)
                .orElseThrow(() -> new RegistryException(
                        ProblemType.VALIDATION_FAILED,
                        new Bilingual("请填写证照类型代码。", "Give the license type code."),
                        List.of(new ProblemError(
                                "/" + IssueOrderReader.TYPE_CODE,
                                "REQUIRED",
                                new Bilingual("请填写证照类型代码。", "Give the license type code.")))));
        try {
            return catalogue.requireCatalogued(LicenseTypeCode.parse(code));
        } catch (MalformedCodeException malformed) {
            throw CatalogueService.unknownType();
        }
    }

    private RegisteredAuthority requireIssuer(Uscc authorityCode, LicenseTypeCode type) {
        return QuarkusTransaction.requiringNew().call(() -> {
            if (!authorities.mayIssue(authorityCode, type)) {
                throw new RegistryException(
                        ProblemType.TYPE_NOT_AUTHORISED,
                        new Bilingual("请向目录管理部门申请该类型的颁发权限。", "Ask the type's steward for the right to issue it."));
            }
            return authorities
                    .find(authorityCode)
                    .orElseThrow(() -> new IllegalStateException("a right without its authority"));
        });
    }

    private LicenseContent content(IssueOrder order, RegisteredAuthority authority, Instant now) {
        return new LicenseContent(
                new LicenseIdentifier(order.type().code(), authority.code(), serials.next(now), FIRST_VERSION),
                order.type().version(),
                order.type().name(),
                order.number(),
                authority.onLicense(),
                order.holders(),
                order.issuedOn(),
                order.validity(),
                order.areaCode(),
                order.fields());
    }

    private StoredLicense write(Caller caller, Optional<IdempotencyKey> key, Bytes requestDigest, NewLicense license) {
        return QuarkusTransaction.requiringNew().call(() -> {
            key.ifPresent(given -> idempotency.add(
                    caller.clientId(),
                    given,
                    requestDigest,
                    license.content().identifier().value()));
            StoredLicense stored = licenses.add(List.of(license)).getFirst();
            licenses.flush();
            return stored;
        });
    }

    /** Another request was faster: the same one, with the same key, or one with the same license number. */
    private Issued afterConflict(
            Caller caller, Optional<IdempotencyKey> key, Bytes requestDigest, RuntimeException failed) {
        String constraint = DatabaseFailures.brokenConstraint(failed).orElse("");
        if (constraint.equals("idempotency_record_pkey") && key.isPresent()) {
            return findEarlier(caller, key.get(), requestDigest)
                    .map(license -> new Issued(license, true))
                    .orElseThrow(() -> failed);
        }
        if (constraint.equals("license_number_once")) {
            throw new RegistryException(
                    ProblemType.LICENSE_NUMBER_TAKEN,
                    new Bilingual("请核对编号；没有写入任何内容。", "Check the number. Nothing was written."));
        }
        throw failed;
    }

    private Optional<StoredLicense> findEarlier(Caller caller, IdempotencyKey key, Bytes requestDigest) {
        return QuarkusTransaction.requiringNew()
                .call(() -> idempotency
                        .findEarlier(caller.clientId(), key, requestDigest)
                        .map(identifier -> licenses.find(parsed(identifier))
                                .orElseThrow(() -> new IllegalStateException("a key without its license"))));
    }

    private static LicenseIdentifier parsed(String stored) {
        try {
            return LicenseIdentifier.parse(stored);
        } catch (MalformedCodeException corrupt) {
            throw new IllegalStateException("a stored identifier is broken", corrupt);
        }
    }
}
