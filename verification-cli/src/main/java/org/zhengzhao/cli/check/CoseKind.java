package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.CoseCheck;
import org.zhengzhao.signing.envelope.CoseVerifier;

/** {@code zhengzhao check cose}. */
final class CoseKind implements CheckKind {
    static final String LENIENT = "lenient";
    private static final String UNTAGGED = "untagged";
    private static final String EXTERNAL = "external";
    private static final String PAYLOAD = "payload";

    @Override
    public String name() {
        return "cose";
    }

    @Override
    public List<CheckOption> options() {
        List<CheckOption> options = new ArrayList<>(SignerOptions.all());
        options.add(CheckOption.flag(LENIENT));
        options.add(CheckOption.flag(UNTAGGED));
        options.add(CheckOption.single(EXTERNAL));
        options.add(CheckOption.single(PAYLOAD));
        return options;
    }

    @Override
    public int maxOctets() {
        return CoseCheck.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        CoseVerifier.Rules rules = new CoseVerifier.Rules(
                options.has(LENIENT),
                options.has(UNTAGGED),
                options.findOctets(EXTERNAL).orElseGet(() -> Bytes.of(new byte[0])),
                options.findOctets(PAYLOAD));
        return new CoseCheck(new CoseVerifier(SignerOptions.require(options, true, provider), rules))::check;
    }
}
