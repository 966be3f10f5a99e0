package org.zhengzhao.cli.check;

import java.util.List;

/** The kinds of checks that there are, in the order of the help. */
public final class CheckKinds {
    public static final List<CheckKind> ALL = List.of(
            new PdfKind(),
            new CoseKind(),
            new CwtKind(),
            new CborKind(),
            new Base45Kind(),
            new QrKind(),
            new X509Kind(),
            new TspKind(),
            new StatusListKind(),
            new Sm2Kind(),
            new SdJwtKind(),
            new TlogKind(),
            new OfdKind());

    private CheckKinds() {}
}
