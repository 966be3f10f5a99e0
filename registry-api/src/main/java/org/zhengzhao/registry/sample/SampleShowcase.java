package org.zhengzhao.registry.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.zhengzhao.registry.identity.Role;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.registry.lifecycle.LicenseHistory;
import org.zhengzhao.registry.lifecycle.LifecycleRepository;
import org.zhengzhao.schema.text.Bilingual;

/** What of the samples may be shown to everybody; nothing where the samples are switched off. */
@ApplicationScoped
public class SampleShowcase {
    private final SampleConfig config;
    private final LicenseRepository licenses;
    private final LifecycleRepository lifecycles;
    private final List<CallingSystem> systems;

    SampleShowcase(SampleConfig config, LicenseRepository licenses, LifecycleRepository lifecycles, ObjectMapper json) {
        this.config = config;
        this.licenses = licenses;
        this.lifecycles = lifecycles;
        this.systems = SampleAuthority.all(json).stream()
                .flatMap(sample -> sample.clients().stream()
                        .map(client -> new CallingSystem(
                                sample.bilingualName(), client.bilingualName(), client.id(), client.roles())))
                .toList();
    }

    /** A system that may call the API. Its secret is not known here. */
    public record CallingSystem(Bilingual authority, Bilingual name, String clientId, Set<Role> roles) {
        public CallingSystem {
            Objects.requireNonNull(authority);
            Objects.requireNonNull(name);
            Objects.requireNonNull(clientId);
            roles = Set.copyOf(roles);
        }
    }

    public boolean enabled() {
        return config.enabled();
    }

    @Transactional
    public List<LicenseHistory> licenses() {
        return config.enabled() ? lifecycles.histories(licenses.samples()) : List.of();
    }

    public List<CallingSystem> systems() {
        return config.enabled() ? systems : List.of();
    }
}
