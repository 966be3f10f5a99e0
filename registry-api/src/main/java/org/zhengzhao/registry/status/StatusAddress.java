package org.zhengzhao.registry.status;

import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhengzhao.registry.platform.time.TimeOrderedIds;
import org.zhengzhao.signing.status.StatusReference;

/**
 * What status lists are called. With an address the name of a list is where it is found; without one it is a UUID, which offline
 * bundles resolve and nothing else. Names are short: they stand in every QR code.
 */
@Singleton
class StatusAddress {
    private static final String PATH = "/v1/status-lists";
    private static final String URN = "urn:uuid:";
    /** No letters that are mistaken for each other. */
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int LENGTH = 10;

    private final String base;
    private final TimeOrderedIds ids;
    private final SecureRandom random;

    StatusAddress(
            StatusListConfig config,
            @ConfigProperty(name = "zhengzhao.public-host") Optional<String> publicHost,
            TimeOrderedIds ids,
            SecureRandom random) {
        this.base = config.address()
                .map(URI::toASCIIString)
                .map(address -> address.replaceFirst("/+$", ""))
                .or(() -> publicHost.map(host -> "https://" + host + PATH))
                .orElse("");
        this.ids = ids;
        this.random = random;
        if (!base.isEmpty() && !base.matches("https?://[!-~]{1,500}")) {
            throw new IllegalStateException(
                    "zhengzhao.status-lists.address should be an address that begins with https://");
        }
    }

    /** Under which lists are opened now; empty where there is none. */
    String base() {
        return base;
    }

    String nextId() {
        if (base.isEmpty()) {
            return ids.next().toString();
        }
        StringBuilder id = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    String uri(String id) {
        return base.isEmpty() ? URN + id : base + "/" + id;
    }

    /** The list that a reference of ours means. */
    static String listId(StatusReference reference) {
        String uri = reference.uri();
        return uri.substring(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf(':')) + 1);
    }
}
