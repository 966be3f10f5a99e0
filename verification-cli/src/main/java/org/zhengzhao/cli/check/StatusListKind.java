package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.StatusListCheck;
import org.zhengzhao.signing.status.MalformedStatusException;
import org.zhengzhao.signing.status.ReferringToken;
import org.zhengzhao.signing.status.StatusReference;

/** {@code zhengzhao check statuslist}. */
final class StatusListKind implements CheckKind {
    private static final String INDEX = "index";
    private static final String TOKEN = "token";
    private static final String URI = "uri";
    private static final String FRESH = "fresh";
    private static final long MAX_INDEX = 1L << 53;
    private static final int MAX_INDICES = 10_000;

    @Override
    public String name() {
        return "statuslist";
    }

    @Override
    public List<CheckOption> options() {
        List<CheckOption> options = new ArrayList<>(SignerOptions.keysOnly());
        options.add(CheckOption.single(CwtKind.TOLERANCE));
        options.add(CheckOption.repeated(INDEX));
        options.add(CheckOption.single(TOKEN));
        options.add(CheckOption.single(URI));
        options.add(CheckOption.flag(FRESH));
        return options;
    }

    @Override
    public int maxOctets() {
        return StatusListCheck.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        StatusListCheck.Question question = new StatusListCheck.Question(
                indices(options),
                referring(options),
                options.findText(URI),
                options.at(),
                CwtKind.tolerance(options),
                options.has(FRESH));
        return new StatusListCheck(SignerOptions.keys(options, false, provider), question)::check;
    }

    private static List<Long> indices(CheckOptions options) throws UnusableOptionException {
        List<Long> indices = new ArrayList<>();
        for (String text : options.texts(INDEX)) {
            for (String one : text.split(",", -1)) {
                if (!one.matches("[0-9]{1,16}") || Long.parseLong(one) > MAX_INDEX) {
                    throw UnusableOptionException.unusable(INDEX, "whole numbers from 0, with commas between");
                }
                indices.add(Long.parseLong(one));
            }
        }
        if (indices.size() > MAX_INDICES) {
            throw UnusableOptionException.unusable(INDEX, "no more than " + MAX_INDICES);
        }
        return indices;
    }

    private static Optional<StatusReference> referring(CheckOptions options) throws UnusableOptionException {
        Optional<Bytes> token = options.findOctets(TOKEN);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<StatusReference> reference = ReferringToken.reference(token.get());
            if (reference.isPresent()) {
                return reference;
            }
        } catch (MalformedStatusException malformed) {
            throw UnusableOptionException.unusable(TOKEN, malformed.where());
        }
        throw UnusableOptionException.unusable(TOKEN, "refers to no status list");
    }
}
