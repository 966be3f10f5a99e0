package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.List;
import org.zhengzhao.signing.check.QrCheck;

/** {@code zhengzhao check qr}. */
final class QrKind implements CheckKind {
    @Override
    public String name() {
        return "qr";
    }

    @Override
    public List<CheckOption> options() {
        return List.of();
    }

    @Override
    public int maxOctets() {
        return QrCheck.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) {
        return new QrCheck()::check;
    }
}
