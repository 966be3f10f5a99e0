package org.zhengzhao.registry.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.authority.AuthorityRepository;
import org.zhengzhao.registry.authority.RegisteredAuthority;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.department.Department;
import org.zhengzhao.registry.department.DepartmentService;
import org.zhengzhao.registry.grant.GrantScope;
import org.zhengzhao.registry.grant.GrantService;
import org.zhengzhao.registry.grant.GrantTerms;
import org.zhengzhao.registry.identity.ClientRepository;
import org.zhengzhao.registry.identity.ClientSecret;
import org.zhengzhao.registry.issuance.IssuanceService;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.matter.Matter;
import org.zhengzhao.registry.matter.MatterService;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.requirement.RequirementOrder;
import org.zhengzhao.registry.requirement.RequirementService;
import org.zhengzhao.registry.trust.EmbeddedAuthority;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.license.ValidityPeriod;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.schema.type.AuthorityLevel;
import org.zhengzhao.schema.type.LicenseTypeJson;

/**
 * Fills an empty registry with samples through the same services that real requests use. Each step looks first what is there,
 * so that a start that was cut off is completed by the next one.
 */
@ApplicationScoped
class SampleLoader {
    private static final Logger LOG = Logger.getLogger(SampleLoader.class);
    private static final String SAMPLE_AREA = "110000";
    private static final String CREATOR = "sample";

    private final AuthorityRepository authorities;
    private final ClientRepository clients;
    private final CatalogueService catalogue;
    private final IssuanceService issuance;
    private final LicenseRepository licenses;
    private final EmbeddedAuthority keys;
    private final SampleCredentials credentials;
    private final DepartmentService departments;
    private final MatterService matters;
    private final GrantService grants;
    private final RequirementService requirements;
    private final ObjectMapper json;
    private final Clock clock;

    SampleLoader(
            AuthorityRepository authorities,
            ClientRepository clients,
            CatalogueService catalogue,
            IssuanceService issuance,
            LicenseRepository licenses,
            EmbeddedAuthority keys,
            SampleCredentials credentials,
            DepartmentService departments,
            MatterService matters,
            GrantService grants,
            RequirementService requirements,
            ObjectMapper json,
            Clock clock) {
        this.authorities = authorities;
        this.clients = clients;
        this.catalogue = catalogue;
        this.issuance = issuance;
        this.licenses = licenses;
        this.keys = keys;
        this.credentials = credentials;
        this.departments = departments;
        this.matters = matters;
        this.grants = grants;
        this.requirements = requirements;
        this.json = json;
        this.clock = clock;
    }

    /** Loads what is missing. */
    void load() {
        SampleAuthority.Listing samples = SampleAuthority.listing(json);
        for (SampleAuthority sample : samples.authorities()) {
            Uscc code = new Uscc(sample.code());
            RegisteredAuthority authority =
                    new RegisteredAuthority(code, sample.bilingualName(), AuthorityLevel.CITY, SAMPLE_AREA);
            register(authority);
            keys.ensureSealingKey(authority.onLicense());
            sample.clients().forEach(client -> registerClient(client, code));
            for (String slug : sample.issues()) {
                issue(code, SampleTypes.find(slug).orElseThrow());
            }
            registerDepartment(authority);
            sample.matters().forEach(matter -> registerMatter(code, matter));
        }
        samples.grants().forEach(this::give);
        // Last: requirements are checked against types that may be issued by a later authority of the list.
        samples.authorities()
                .forEach(sample -> sample.matters().forEach(matter -> require(new Uscc(sample.code()), matter)));
    }

    private void require(Uscc department, SampleAuthority.SampleMatter sample) {
        List<RequirementOrder> orders = sample.orders();
        if (!orders.isEmpty()) {
            requirements.adoptSample(department, sample.code(), orders, CREATOR);
        }
    }

    private void register(RegisteredAuthority authority) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (authorities.find(authority.code()).isEmpty()) {
                authorities.add(authority);
            }
        });
    }

    private void registerDepartment(RegisteredAuthority authority) {
        if (departments.find(authority.code()).isEmpty()) {
            departments.register(
                    new Department(
                            authority.code(), Optional.empty(), new AreaCode(authority.areaCode()), authority.name()),
                    authority,
                    CREATOR);
        }
    }

    private void registerMatter(Uscc department, SampleAuthority.SampleMatter sample) {
        if (matters.find(department, sample.code()).isEmpty()) {
            matters.register(new Matter(department, sample.code(), sample.bilingualName()), CREATOR);
        }
    }

    /** Types that are shared on conditions need a grant; those that are shared unconditionally need none here. */
    private void give(SampleAuthority.SampleGrant sample) {
        Uscc department = new Uscc(sample.department());
        LicenseTypeCode type =
                SampleTypes.find(sample.type()).orElseThrow().type().code();
        if (grants.page(Optional.of(department), Optional.of(sample.matter()), Optional.of(type), Optional.empty(), 1)
                .isEmpty()) {
            grants.give(
                    new GrantTerms(
                            department,
                            sample.matter(),
                            type,
                            new GrantScope.Whole(),
                            sample.legalBasis(),
                            Optional.empty(),
                            LocalDate.ofInstant(clock.instant(), ValidityPeriod.ZONE),
                            Optional.empty(),
                            OptionalInt.empty()),
                    CREATOR);
        }
    }

    /** The secret is written to its file before the client is committed: a client without a known secret would be useless. */
    private void registerClient(SampleAuthority.SampleClient sample, Uscc authority) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (clients.findByIdOptional(sample.id()).isEmpty()) {
                ClientSecret secret = clients.add(sample.client(authority));
                credentials.keep(sample.id(), secret);
            }
        });
    }

    private void issue(Uscc authority, SampleType sample) {
        if (catalogue.find(sample.type().code()).isEmpty()) {
            catalogue.define(LicenseTypeJson.write(sample.type()), List.of(authority), CREATOR);
        }
        QuarkusTransaction.requiringNew()
                .run(() -> authorities.grant(authority, sample.type().code()));
        boolean there = QuarkusTransaction.requiringNew().call(licenses::samples).stream()
                .anyMatch(license -> license.content()
                        .identifier()
                        .type()
                        .equals(sample.type().code()));
        if (there) {
            return;
        }
        try {
            issuance.issueSample(authority, sample.license());
        } catch (RegistryException refused) {
            if (refused.type() != ProblemType.LICENSE_NUMBER_TAKEN) {
                LOG.errorf("sample license %s was refused: %s", sample.slug(), refused.errors());
                throw refused;
            }
        }
    }
}
