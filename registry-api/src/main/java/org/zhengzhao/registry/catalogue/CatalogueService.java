package org.zhengzhao.registry.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.zhengzhao.registry.authority.AuthorityRepository;
import org.zhengzhao.registry.platform.problem.DatabaseFailures;
import org.zhengzhao.registry.platform.problem.ProblemError;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.schema.type.LicenseTypeJson;

/** Defines license types, changes them by adding versions, and finds them. */
@ApplicationScoped
public class CatalogueService {
    /** Longest definition in octets. */
    public static final int MAX_DEFINITION = 512 * 1024;

    private static final int MAX_LISTED = 1000;

    private final LicenseTypeRepository types;
    private final AuthorityRepository authorities;

    CatalogueService(LicenseTypeRepository types, AuthorityRepository authorities) {
        this.types = types;
        this.authorities = authorities;
    }

    /** The version in force. */
    @Transactional
    public LicenseType require(LicenseTypeCode code) {
        return requireCatalogued(code).definition();
    }

    /** A given version. */
    @Transactional
    public LicenseType require(LicenseTypeCode code, int version) {
        return types.find(code, version).map(CataloguedType::definition).orElseThrow(CatalogueService::unknownType);
    }

    /** The version in force with its compiled rules. */
    @Transactional
    public CataloguedType requireCatalogued(LicenseTypeCode code) {
        return types.findCurrent(code).orElseThrow(CatalogueService::unknownType);
    }

    /** A given version with its compiled rules. */
    @Transactional
    public CataloguedType requireCatalogued(LicenseTypeCode code, int version) {
        return types.find(code, version).orElseThrow(CatalogueService::unknownType);
    }

    @Transactional
    public Optional<LicenseType> find(LicenseTypeCode code) {
        return types.findCurrent(code).map(CataloguedType::definition);
    }

    /** What types are called now; those that nobody has defined are left out. One statement. */
    @Transactional
    public Map<LicenseTypeCode, Bilingual> names(Set<LicenseTypeCode> codes) {
        return types.current(codes).stream()
                .collect(Collectors.toUnmodifiableMap(LicenseType::code, LicenseType::name));
    }

    /** The versions in force, by code. */
    @Transactional
    public List<LicenseType> current() {
        return types.current(MAX_LISTED);
    }

    /** The same without an end: for what must not leave out any. */
    @Transactional
    public List<LicenseType> all() {
        return types.current(Integer.MAX_VALUE);
    }

    /** Defines a new type as its version 1. The authorities named may issue it. */
    @Transactional
    public LicenseType define(JsonValue.Members definition, List<Uscc> issuers, String steward) {
        LicenseType type = checked(definition, 1);
        if (types.findCurrent(type.code()).isPresent()) {
            throw exists();
        }
        add(type, steward, CatalogueService::exists);
        issuers.forEach(issuer -> authorities.grant(issuer, type.code()));
        return type;
    }

    /** Changes a type: the definition becomes the version after {@code expectedVersion}, if that is still in force. */
    @Transactional
    public LicenseType change(LicenseTypeCode code, int expectedVersion, JsonValue.Members definition, String steward) {
        LicenseType current = require(code);
        if (current.version() != expectedVersion) {
            throw changed();
        }
        LicenseType next = checked(definition, expectedVersion + 1);
        if (!next.code().equals(code)) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("类型代码不能更改。", "The type code cannot be changed."),
                    List.of(new ProblemError(
                            "/code",
                            "WRONG_VALUE",
                            new Bilingual("与地址中的类型代码不同。", "Not the type code of the address."))));
        }
        add(next, steward, CatalogueService::changed);
        return next;
    }

    private void add(LicenseType type, String steward, Supplier<RegistryException> taken) {
        try {
            types.add(type, steward);
        } catch (RuntimeException failed) {
            if (DatabaseFailures.brokenConstraint(failed).isPresent()) {
                throw taken.get();
            }
            throw failed;
        }
    }

    private static LicenseType checked(JsonValue.Members definition, int version) {
        List<ProblemError> errors = LicenseTypeJson.check(definition).stream()
                .map(problem -> new ProblemError(problem.pointer(), problem.code(), problem.message()))
                .toList();
        if (!errors.isEmpty()) {
            throw new RegistryException(
                    ProblemType.VALIDATION_FAILED,
                    new Bilingual("类型定义有误，请逐项更正。", "The definition has errors; correct each of them."),
                    errors);
        }
        try {
            return LicenseTypeJson.read(definition, version);
        } catch (MalformedJsonException disagreement) {
            throw new IllegalStateException("check and read disagree at " + disagreement.pointer(), disagreement);
        }
    }

    /** The error that names an unknown type. */
    public static RegistryException unknownType() {
        return new RegistryException(
                ProblemType.UNKNOWN_LICENSE_TYPE,
                new Bilingual("请用 GET /v1/license-types 查看全部类型。", "See GET /v1/license-types for all types."));
    }

    private static RegistryException exists() {
        return new RegistryException(
                ProblemType.TYPE_EXISTS,
                new Bilingual("如要修改，请用 PUT 与 If-Match。", "To change it, use PUT with If-Match."));
    }

    private static RegistryException changed() {
        return new RegistryException(
                ProblemType.TYPE_CHANGED, new Bilingual("请重新读取后再修改。", "Read it again, then change it."));
    }
}
