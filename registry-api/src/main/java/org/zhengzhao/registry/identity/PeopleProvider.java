package org.zhengzhao.registry.identity;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.registry.platform.problem.StartRefusedException;
import org.zhengzhao.schema.text.Bilingual;

/**
 * The settings of the provider, checked: half a configuration, or keys that come over an open line, would let in whoever likes.
 */
@Singleton
class PeopleProvider {
    private final Optional<OpenIdProvider> provider;

    PeopleProvider(PeopleConfig config) {
        this.provider = config.issuer().map(issuer -> checked(issuer, config));
    }

    /** Wrong settings are found out when the service starts, not when the first person comes. */
    void start(@Observes @Priority(100) StartupEvent started) {
        // They were checked when this was made.
    }

    Optional<OpenIdProvider> provider() {
        return provider;
    }

    private static OpenIdProvider checked(String issuer, PeopleConfig config) {
        List<String> parties = config.authorizedParties().orElse(List.of());
        if (config.audience().filter(audience -> !audience.isBlank()).isEmpty()
                || parties.isEmpty()
                || parties.stream().anyMatch(String::isBlank)) {
            throw new StartRefusedException(new Bilingual(
                    "设定了 zhengzhao.people.issuer，还须设定 zhengzhao.people.audience 和 zhengzhao.people.authorized-parties。",
                    "zhengzhao.people.issuer is set: set zhengzhao.people.audience and zhengzhao.people.authorized-parties"
                            + " too."));
        }
        if (!isSafe(issuer) || !config.keysAddress().map(PeopleProvider::isSafe).orElse(true)) {
            throw new StartRefusedException(new Bilingual(
                    "zhengzhao.people.issuer 和 zhengzhao.people.keys-address 应以 https:// 开头（本机回环地址可用 http://）。",
                    "zhengzhao.people.issuer and zhengzhao.people.keys-address begin with https:// (http:// is for"
                            + " loopback addresses only)."));
        }
        requirePositive(
                config.keysRefresh(), config.keysKeep(), config.keysRetry(), config.timeout(), config.tokenAge());
        return new OpenIdProvider(
                issuer,
                config.audience().orElseThrow(),
                Set.copyOf(parties),
                config.keysAddress().map(URI::create));
    }

    private static void requirePositive(Duration... durations) {
        for (Duration duration : durations) {
            if (duration.compareTo(Duration.ofMillis(1)) < 0) {
                throw new StartRefusedException(new Bilingual(
                        "zhengzhao.people 的各项时间须大于零。", "The durations of zhengzhao.people are longer than zero."));
            }
        }
    }

    /** Whether nobody between can put keys of their own in the place of those that are there. */
    static boolean isSafe(String address) {
        try {
            URI uri = new URI(address);
            String host = uri.getHost();
            if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return false;
            }
            return "https".equalsIgnoreCase(uri.getScheme())
                    || "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(host);
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** By the address itself: no name is looked up, but the one that always means this machine. */
    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
