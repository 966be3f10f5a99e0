package org.zhengzhao.product.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;

/** A bill of materials in CycloneDX: what its subject is made of. */
record BillOfMaterials(List<Component> components) {
    /**
     * A jar of somebody, or one of ours.
     *
     * @param licenses names or identifiers of SPDX; where there are several, the maker lets one choose
     */
    record Component(String group, String name, String version, Bytes sha256, List<String> licenses) {
        Component {
            licenses = List.copyOf(licenses);
        }

        /** Whether it is a room of this project. */
        boolean ours() {
            return group.equals("org.zhengzhao");
        }

        /** Its file where all stand in one directory. */
        String file() {
            return group + "." + jar();
        }

        /** Its file in a repository. */
        String jar() {
            return name + "-" + version + ".jar";
        }
    }

    BillOfMaterials {
        components = List.copyOf(components);
    }

    static BillOfMaterials read(Path file) throws IOException {
        JsonNode document = new ObjectMapper().readTree(Files.readString(file));
        if (!document.path("bomFormat").asText().equals("CycloneDX")) {
            throw new IOException("not in CycloneDX: " + file);
        }
        List<Component> components = new ArrayList<>();
        String subject =
                document.path("metadata").path("component").path("bom-ref").asText();
        for (JsonNode component : document.get("components")) {
            if (component.path("bom-ref").asText().equals(subject)
                    || component.path("type").asText().equals("application")) {
                continue;
            }
            components.add(new Component(
                    component.path("group").asText(),
                    component.path("name").asText(),
                    component.path("version").asText(),
                    sha256(component),
                    licenses(component)));
        }
        return new BillOfMaterials(components);
    }

    private static Bytes sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return Bytes.hex(hash.path("content").asText());
            }
        }
        return Bytes.of(new byte[0]);
    }

    private static List<String> licenses(JsonNode component) {
        List<String> licenses = new ArrayList<>();
        for (JsonNode choice : component.path("licenses")) {
            JsonNode license = choice.path("license");
            licenses.add(
                    choice.has("expression")
                            ? choice.get("expression").asText()
                            : license.path("id").asText(license.path("name").asText()));
        }
        return licenses;
    }
}
