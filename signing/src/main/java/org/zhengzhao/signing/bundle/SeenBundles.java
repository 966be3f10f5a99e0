package org.zhengzhao.signing.bundle;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.CanonicalJson;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;

/** What a machine remembers of all registries whose bundles it has seen; a file of its own, as JSON. */
public record SeenBundles(List<SeenBundle> registries) {
    public static final SeenBundles NONE = new SeenBundles(List.of());

    /** Octets of the file. */
    public static final int MAX_OCTETS = 1024 * 1024;

    private static final int MAX_REGISTRIES = 1000;
    private static final long VERSION = 1;

    public SeenBundles {
        registries = List.copyOf(registries);
        if (registries.size() > MAX_REGISTRIES) {
            throw new IllegalArgumentException("too many registries");
        }
    }

    /** The registries that a bundle can be of, by its keys: mostly one, none where it is the first. */
    List<SeenBundle> touchedBy(OfflineBundle bundle) {
        return registries.stream().filter(seen -> seen.touches(bundle)).toList();
    }

    List<SeenBundle> named(String registry) {
        return registries.stream()
                .filter(seen -> seen.registry().equals(registry))
                .toList();
    }

    /** With one in the place of some others; a registry more, where there are none. */
    SeenBundles with(List<SeenBundle> before, SeenBundle after) {
        List<SeenBundle> all = new ArrayList<>();
        for (SeenBundle seen : registries) {
            if (!before.contains(seen)) {
                all.add(seen);
            } else if (!all.contains(after)) {
                all.add(after);
            }
        }
        if (before.isEmpty()) {
            if (all.size() == MAX_REGISTRIES) {
                // Nobody verifies for so many; the one that was seen first is forgotten.
                all.removeFirst();
            }
            all.add(after);
        }
        return new SeenBundles(all);
    }

    public Bytes json() {
        List<JsonValue> items = new ArrayList<>();
        for (SeenBundle seen : registries) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            members.put("registry", new JsonValue.Text(seen.registry()));
            members.put(
                    "keys",
                    new JsonValue.Items(seen.keys().stream()
                            .<JsonValue>map(key -> new JsonValue.Text(key.toHex()))
                            .toList()));
            members.put("sequence", new JsonValue.Whole(seen.sequence()));
            members.put("manifest", new JsonValue.Text(seen.manifest().toHex()));
            members.put("newest", new JsonValue.Text(seen.newest().toString()));
            items.add(new JsonValue.Members(members));
        }
        Map<String, JsonValue> file = new LinkedHashMap<>();
        file.put("version", new JsonValue.Whole(VERSION));
        file.put("registries", new JsonValue.Items(items));
        return CanonicalJson.bytes(new JsonValue.Members(file));
    }

    /** Reads what {@link #json} wrote; empty where it is anything else, so that nobody takes it for nothing seen. */
    public static Optional<SeenBundles> read(Bytes json) {
        try {
            JsonValue.Members file = StrictJson.readObject(json.toArray(), MAX_OCTETS);
            if (!file.find("version").equals(Optional.of(new JsonValue.Whole(VERSION)))
                    || !(file.find("registries").orElse(JsonValue.Members.EMPTY) instanceof JsonValue.Items items)
                    || items.values().size() > MAX_REGISTRIES) {
                return Optional.empty();
            }
            List<SeenBundle> registries = new ArrayList<>();
            for (JsonValue item : items.values()) {
                Optional<SeenBundle> seen =
                        item instanceof JsonValue.Members members ? seen(members) : Optional.empty();
                if (seen.isEmpty()) {
                    return Optional.empty();
                }
                registries.add(seen.get());
            }
            return Optional.of(new SeenBundles(registries));
        } catch (MalformedJsonException | IllegalArgumentException | DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<SeenBundle> seen(JsonValue.Members members) {
        Optional<String> registry = members.findText("registry");
        Optional<String> manifest = members.findText("manifest");
        Optional<String> newest = members.findText("newest");
        if (registry.isEmpty()
                || manifest.isEmpty()
                || newest.isEmpty()
                || !(members.find("sequence").orElse(JsonValue.Members.EMPTY) instanceof JsonValue.Whole sequence)
                || !(members.find("keys").orElse(JsonValue.Members.EMPTY) instanceof JsonValue.Items keys)) {
            return Optional.empty();
        }
        List<Bytes> digests = new ArrayList<>();
        for (JsonValue key : keys.values()) {
            if (!(key instanceof JsonValue.Text text)) {
                return Optional.empty();
            }
            digests.add(Bytes.hex(text.value()));
        }
        return Optional.of(new SeenBundle(
                registry.get(), digests, sequence.value(), Bytes.hex(manifest.get()), Instant.parse(newest.get())));
    }
}
