package org.zhengzhao.schema;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What schema may depend on, and how its packages stand to each other. */
class ArchitectureTest {
    private static final JavaClasses SCHEMA = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.zhengzhao.schema");

    @Test
    void scan_sawTheModule() {
        assertThat(SCHEMA.size()).isGreaterThan(50);
        assertThat(packages())
                .extracting(JavaPackage::getName)
                .contains("org.zhengzhao.schema.code", "org.zhengzhao.schema.license", "org.zhengzhao.schema.type");
    }

    @Test
    void schema_knowsNoFramework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.quarkus..",
                        "jakarta..",
                        "javax.inject..",
                        "org.hibernate..",
                        "io.vertx..",
                        "io.smallrye..",
                        "org.eclipse.microprofile..")
                .check(SCHEMA);
    }

    @Test
    void schema_knowsNoOtherRoom() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.zhengzhao.signing..",
                        "org.zhengzhao.registry..",
                        "org.zhengzhao.cli..",
                        "java.awt..",
                        "java.sql..",
                        "java.net..")
                .check(SCHEMA);
    }

    @Test
    void schema_readsNoClockAndNoEnvironment() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(nameMatching("java\\.time\\..*"))).and(target(nameMatching("now"))))
                .orShould()
                .callMethodWhere(target(owner(nameMatching("java\\.time\\.(Clock|InstantSource)")))
                        .and(target(nameMatching("system.*|tick.*"))))
                .orShould()
                .callMethodWhere(target(owner(nameMatching("java\\.lang\\.System")))
                        .and(target(nameMatching("currentTimeMillis|nanoTime|getenv|getProperty"))))
                .check(SCHEMA);
    }

    @Test
    void fields_areFinal() {
        fields().that().areStatic().should().beFinal().check(SCHEMA);
    }

    @Test
    void octets_areNeverComponentsOfRecords() {
        fields().that()
                .areDeclaredInClassesThat()
                .areRecords()
                .and()
                .areNotStatic()
                .should()
                .notHaveRawType(byte[].class)
                .check(SCHEMA);
    }

    @Test
    void packages_areFreeOfCycles() {
        slices().matching("org.zhengzhao.schema.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SCHEMA);
    }

    @Test
    void packages_areNullMarked() {
        assertThat(packages())
                .hasSizeGreaterThan(6)
                .allSatisfy(javaPackage -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class))
                        .as(javaPackage.getName())
                        .isTrue());
    }

    @Test
    void thirdParties_stayInTheirPackages() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.zhengzhao.schema.type..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.networknt..", "com.google.re2j..", "com.fasterxml.jackson.databind..")
                .check(SCHEMA);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.zhengzhao.schema.json..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.core..")
                .check(SCHEMA);
    }

    @Test
    void names_sayWhatAClassDoes() {
        classes()
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl|Base)$")
                .andShould()
                .notBeAssignableTo(RuntimeException.class)
                .check(SCHEMA);
        assertThat(SCHEMA.stream()
                        .filter(javaClass -> javaClass.isTopLevelClass()
                                && !javaClass.isInterface()
                                && !javaClass.isEnum()
                                && !javaClass.getModifiers().contains(JavaModifier.FINAL))
                        .map(JavaClass::getName)
                        .filter(name -> !name.endsWith("package-info"))
                        .toList())
                .isEmpty();
    }

    private static List<JavaPackage> packages() {
        return SCHEMA.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(javaPackage -> !javaPackage.getClasses().isEmpty())
                .toList();
    }
}
