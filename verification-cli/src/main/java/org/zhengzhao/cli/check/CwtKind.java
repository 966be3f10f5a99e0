package org.zhengzhao.cli.check;

import java.security.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.CwtCheck;
import org.zhengzhao.signing.envelope.CoseVerifier;
import org.zhengzhao.signing.envelope.TokenText;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.verify.TrustPolicy;

/** {@code zhengzhao check cwt}. */
final class CwtKind implements CheckKind {
    static final String TOLERANCE = "tolerance";
    private static final String PREFIX = "prefix";
    private static final String COMPRESSED = "compressed";
    private static final String TAGGED = "tagged";
    private static final int MAX_TOLERANCE = 3600;

    @Override
    public String name() {
        return "cwt";
    }

    @Override
    public List<CheckOption> options() {
        List<CheckOption> options = new ArrayList<>(SignerOptions.all());
        options.add(CheckOption.single(TOLERANCE));
        options.add(CheckOption.single(PREFIX));
        options.add(CheckOption.flag(COMPRESSED));
        options.add(CheckOption.flag(TAGGED));
        options.add(CheckOption.flag(CoseKind.LENIENT));
        options.add(CheckOption.flag(SignerOptions.ANY_CURVE));
        return options;
    }

    @Override
    public int maxOctets() {
        return CwtCheck.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        TokenText text = new TokenText(options.findText(PREFIX).orElse(QrText.PREFIX), options.has(COMPRESSED));
        CoseVerifier.Rules rules = new CoseVerifier.Rules(
                options.has(CoseKind.LENIENT), !options.has(TAGGED), Bytes.of(new byte[0]), Optional.empty());
        return new CwtCheck(
                text,
                new CoseVerifier(SignerOptions.require(options, options.has(SignerOptions.ANY_CURVE), provider), rules),
                options.at(),
                tolerance(options))::check;
    }

    static Duration tolerance(CheckOptions options) throws UnusableOptionException {
        return options.findWhole(TOLERANCE, 0, MAX_TOLERANCE)
                .map(Duration::ofSeconds)
                .orElse(TrustPolicy.CLOCK_TOLERANCE);
    }
}
