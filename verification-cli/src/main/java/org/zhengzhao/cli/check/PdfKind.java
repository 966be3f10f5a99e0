package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.List;
import org.zhengzhao.signing.check.PdfCheck;

/** {@code zhengzhao check pdf}. */
final class PdfKind implements CheckKind {
    private static final String AT = "at";

    @Override
    public String name() {
        return "pdf";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(CheckOption.repeated(TrustOption.NAME), CheckOption.single(AT));
    }

    @Override
    public int maxOctets() {
        return PdfCheck.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        PdfCheck.Options prepared = new PdfCheck.Options(TrustOption.find(options, provider), options.at());
        PdfCheck check = new PdfCheck(provider);
        return input -> check.check(input, prepared);
    }
}
