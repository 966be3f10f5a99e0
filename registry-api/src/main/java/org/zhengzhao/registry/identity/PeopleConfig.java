package org.zhengzhao.registry.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the OpenID provider with which people log in. Without an issuer there is none, and people have no tokens. */
@ConfigMapping(prefix = "zhengzhao.people")
interface PeopleConfig {
    /** Issuer of the provider, exactly as its tokens name it. */
    Optional<String> issuer();

    /** By which the provider's tokens say that they are for this registry. */
    Optional<String> audience();

    /** Clients of the provider through which people may come: what a token names as {@code azp}. */
    Optional<List<String>> authorizedParties();

    /** Where the provider's keys are; found through the issuer where it is not set. */
    Optional<String> keysAddress();

    /** How old the provider's keys may be before they are looked for again. */
    @WithDefault("PT10M")
    Duration keysRefresh();

    /** How long keys count while the provider cannot be reached. */
    @WithDefault("P1D")
    Duration keysKeep();

    /** What lies at least between two times that the provider is asked for keys. */
    @WithDefault("PT30S")
    Duration keysRetry();

    /** How long the provider may take to answer. */
    @WithDefault("PT5S")
    Duration timeout();

    /** By how much the provider's clock may differ. */
    @WithDefault("PT30S")
    Duration leeway();

    /** How long after it was made a token counts at most, whatever it says itself. */
    @WithDefault("PT1H")
    Duration tokenAge();

    /** Claim with the roles: a name, or a JSON Pointer. */
    @WithDefault("roles")
    String rolesClaim();

    /** Claim with the unified social credit code of the organisation. */
    @WithDefault("organisation")
    String organisationClaim();

    /** Claim with the region to which the person is limited, if to one. */
    @WithDefault("region")
    String regionClaim();

    /** Claim with the codes of the license types to which the person is limited, if to some. */
    @WithDefault("license_types")
    String typesClaim();

    /** Claim with the account by which the organisation names its officer. */
    @WithDefault("preferred_username")
    String officerClaim();

    /** Claim with the type of the holder code. */
    @WithDefault("holder_code_type")
    String holderCodeTypeClaim();

    /** Claim with the holder code. */
    @WithDefault("holder_code")
    String holderCodeClaim();
}
