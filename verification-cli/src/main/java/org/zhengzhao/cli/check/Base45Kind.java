package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.List;
import org.zhengzhao.signing.check.Base45Check;

/** {@code zhengzhao check base45}. */
final class Base45Kind implements CheckKind {
    @Override
    public String name() {
        return "base45";
    }

    @Override
    public List<CheckOption> options() {
        return List.of();
    }

    @Override
    public int maxOctets() {
        return Base45Check.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) {
        return new Base45Check()::check;
    }
}
