package org.zhengzhao.cli.check;

import java.security.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.signing.check.SdJwtCheck;
import org.zhengzhao.signing.envelope.KnownKeys;
import org.zhengzhao.signing.sdjwt.KeyBindingDemand;

/** {@code zhengzhao check sdjwt}. */
final class SdJwtKind implements CheckKind {
    private static final String KEY = "key";
    private static final String AUDIENCE = "audience";
    private static final String NONCE = "nonce";
    private static final String KEY_BINDING = "key-binding";
    private static final String MAX_AGE = "max-age";
    private static final int LONGEST_AGE = 366 * 24 * 3600;

    @Override
    public String name() {
        return "sdjwt";
    }

    @Override
    public List<CheckOption> options() {
        List<CheckOption> options = new ArrayList<>(SignerOptions.keysOnly());
        options.add(CheckOption.single(CwtKind.TOLERANCE));
        options.add(CheckOption.flag(KEY_BINDING));
        options.add(CheckOption.single(AUDIENCE));
        options.add(CheckOption.single(NONCE));
        options.add(CheckOption.single(MAX_AGE));
        return options;
    }

    @Override
    public int maxOctets() {
        return SdJwtCheck.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        KnownKeys keys = SignerOptions.keys(options, false, provider);
        if (keys.isEmpty()) {
            throw UnusableOptionException.missing(KEY);
        }
        Optional<Duration> age = options.findWhole(MAX_AGE, 0, LONGEST_AGE).map(Duration::ofSeconds);
        KeyBindingDemand demand = new KeyBindingDemand(
                options.has(KEY_BINDING), options.findText(AUDIENCE), options.findText(NONCE), age);
        return new SdJwtCheck(keys, new SdJwtCheck.Question(demand, options.at(), CwtKind.tolerance(options)), provider)
                ::check;
    }
}
