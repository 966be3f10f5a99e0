package org.zhengzhao.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows inside the service. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.zhengzhao.registry");

    @Test
    void classesWereSeen() {
        assertThat(CLASSES.size()).isGreaterThan(60);
    }

    @Test
    void entities_neverLeaveTheirPackage() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void platform_knowsNoFeature() {
        noClasses()
                .that()
                .resideInAPackage("org.zhengzhao.registry.platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.zhengzhao.registry.catalogue..",
                        "org.zhengzhao.registry.authority..",
                        "org.zhengzhao.registry.identity..",
                        "org.zhengzhao.registry.license..",
                        "org.zhengzhao.registry.lifecycle..",
                        "org.zhengzhao.registry.issuance..",
                        "org.zhengzhao.registry.draft..",
                        "org.zhengzhao.registry.sharing..",
                        "org.zhengzhao.registry.region..",
                        "org.zhengzhao.registry.department..",
                        "org.zhengzhao.registry.matter..",
                        "org.zhengzhao.registry.requirement..",
                        "org.zhengzhao.registry.check..",
                        "org.zhengzhao.registry.cases..",
                        "org.zhengzhao.registry.calendar..",
                        "org.zhengzhao.registry.grant..",
                        "org.zhengzhao.registry.facts..",
                        "org.zhengzhao.registry.batch..",
                        "org.zhengzhao.registry.trust..",
                        "org.zhengzhao.registry.verification..",
                        "org.zhengzhao.registry.sample..",
                        "org.zhengzhao.registry.pages..")
                .check(CLASSES);
    }

    @Test
    void conditions_knowNeitherHttpNorDatabase() {
        noClasses()
                .that()
                .resideInAPackage("org.zhengzhao.registry.requirement.condition..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "io.quarkus..", "org.hibernate..")
                .check(CLASSES);
    }

    @Test
    void cel_staysInItsRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.zhengzhao.registry.requirement.condition..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..")
                .check(CLASSES);
    }

    @Test
    void features_areFreeOfCycles() {
        slices().matching("org.zhengzhao.registry.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void time_comesFromTheClockOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ClockProducer")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .check(CLASSES);
    }

    @Test
    void packages_areNullMarked() {
        assertThat(CLASSES.stream()
                        .map(javaClass -> javaClass.getPackage())
                        .distinct()
                        .filter(javaPackage -> !javaPackage.isAnnotatedWith(org.jspecify.annotations.NullMarked.class))
                        .map(javaPackage -> javaPackage.getName())
                        .collect(Collectors.toList()))
                .isEmpty();
    }
}
