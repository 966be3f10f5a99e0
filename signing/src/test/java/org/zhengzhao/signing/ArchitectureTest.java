package org.zhengzhao.signing;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhengzhao.signing.verify.Verdict;
import org.zhengzhao.signing.verify.Verifier;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.zhengzhao.signing");

    @Test
    void classes_wereSeen() {
        for (String name : new String[] {"verify", "collect", "trust", "cose", "credential", "report", "qr", "x509"}) {
            assertThat(CLASSES.stream().filter(type -> type.getPackageName().equals("org.zhengzhao.signing." + name)))
                    .as(name)
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void verify_knowsNothingOfSigning() {
        noClasses()
                .that()
                .resideInAPackage("..signing.verify..")
                .should()
                .transitivelyDependOnClassesThat(resideInAnyPackage("..signing.pdf..", "..signing.pki..")
                        .or(simpleName("SigningKey"))
                        .or(simpleName("SoftwareKey"))
                        .or(simpleName("CredentialSigner")))
                .check(CLASSES);
    }

    @Test
    void verify_isPure() {
        noClasses()
                .that()
                .resideInAPackage("..signing.verify..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.bouncycastle..",
                        "org.apache.pdfbox..",
                        "com.google.zxing..",
                        "com.upokecenter..",
                        "java.io..",
                        "java.nio.file..",
                        "java.net..",
                        "..signing.collect..",
                        "..signing.report..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("..signing.verify..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void foreignParsers_areUsedWhereTheyBelong() {
        Stream.of(
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        "..signing.collect..", "..signing.pdf..", "..signing.evidence..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("org.apache.pdfbox.."),
                        noClasses()
                                .that()
                                .resideOutsideOfPackages("..signing.qr..", "..signing.pdf..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("com.google.zxing.."),
                        noClasses()
                                .that()
                                .resideOutsideOfPackages("..signing.cose..", "..signing.credential..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("com.upokecenter.."),
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        "..signing.algorithm..",
                                        "..signing.collect..",
                                        "..signing.cms..",
                                        "..signing.evidence..",
                                        "..signing.key..",
                                        "..signing.ofd..",
                                        "..signing.pdf..",
                                        "..signing.pki..",
                                        "..signing.timestamp..",
                                        "..signing.x509..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("org.bouncycastle.."),
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("io.quarkus..", "jakarta..", "org.zhengzhao.registry.."))
                .forEach(rule -> rule.check(CLASSES));
    }

    @Test
    void valid_isMadeByTheVerifierOnly() {
        ArchRuleDefinition.constructors()
                .that()
                .areDeclaredIn(Verdict.Valid.class)
                .should()
                .onlyBeCalled()
                .byClassesThat()
                .belongToAnyOf(Verifier.class, Verdict.Valid.class)
                .check(CLASSES);
    }
}
