package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.List;
import org.zhengzhao.signing.check.OfdCheck;

/** {@code zhengzhao check ofd}. */
final class OfdKind implements CheckKind {
    private static final String TRUST = "trust";

    @Override
    public String name() {
        return "ofd";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(CheckOption.repeated(TRUST), CheckOption.single(SignerOptions.AT));
    }

    @Override
    public int maxOctets() {
        return OfdCheck.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        return new OfdCheck(SignerOptions.trust(options, provider), options.at(), provider)::check;
    }
}
