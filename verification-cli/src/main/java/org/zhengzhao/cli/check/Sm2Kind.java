package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.List;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.Sm2Check;

/** {@code zhengzhao check sm2}. */
final class Sm2Kind implements CheckKind {
    private static final String KEY = "key";
    private static final String USER = "user";
    private static final String SIGNATURE = "signature";
    private static final String DIGEST = "digest";

    @Override
    public String name() {
        return "sm2";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(
                CheckOption.single(KEY),
                CheckOption.single(SIGNATURE),
                CheckOption.single(USER),
                CheckOption.flag(DIGEST));
    }

    @Override
    public int maxOctets() {
        return Sm2Check.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        Sm2Check.Signature signature =
                new Sm2Check.Signature(user(options), options.requireOctets(SIGNATURE), options.has(DIGEST));
        return new Sm2Check(options.requireOctets(KEY), signature, provider)::check;
    }

    /** Unlike other options of octets, a user identifier is the text itself: nobody keeps it in a file. */
    private static Bytes user(CheckOptions options) throws UnusableOptionException {
        String text = options.findText(USER).orElse("");
        if (text.startsWith("hex:") || text.startsWith("base64:") || text.startsWith("text:")) {
            return options.requireOctets(USER);
        }
        return options.findText(USER).map(Bytes::utf8).orElse(Sm2Check.Signature.USER);
    }
}
