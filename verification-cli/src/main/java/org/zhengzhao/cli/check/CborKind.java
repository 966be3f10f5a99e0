package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.List;
import org.zhengzhao.signing.check.CborCheck;

/** {@code zhengzhao check cbor}. */
final class CborKind implements CheckKind {
    private static final String DETERMINISTIC = "deterministic";
    private static final String LENGTH_FIRST = "length-first";

    @Override
    public String name() {
        return "cbor";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(CheckOption.flag(DETERMINISTIC), CheckOption.flag(LENGTH_FIRST));
    }

    @Override
    public int maxOctets() {
        return CborCheck.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) {
        CborCheck.Form form = options.has(LENGTH_FIRST)
                ? CborCheck.Form.LENGTH_FIRST
                : options.has(DETERMINISTIC) ? CborCheck.Form.DETERMINISTIC : CborCheck.Form.ANY;
        return new CborCheck(form)::check;
    }
}
