package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.check.TimestampCheck;
import org.zhengzhao.signing.timestamp.MalformedTimestampException;
import org.zhengzhao.signing.timestamp.TimestampRequest;
import org.zhengzhao.signing.timestamp.TimestampResponse;

/** {@code zhengzhao check tsp}. */
final class TspKind implements CheckKind {
    private static final String DATA = "data";
    private static final String REQUEST = "request";
    private static final String AT = "at";

    @Override
    public String name() {
        return "tsp";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(
                CheckOption.single(DATA),
                CheckOption.single(REQUEST),
                CheckOption.repeated(TrustOption.NAME),
                CheckOption.single(AT));
    }

    @Override
    public int maxOctets() {
        return TimestampResponse.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        TimestampCheck.Options prepared = new TimestampCheck.Options(
                options.findOctets(DATA), request(options), TrustOption.find(options, provider), options.at());
        TimestampCheck check = new TimestampCheck(provider);
        return input -> check.check(input, prepared);
    }

    private static Optional<TimestampRequest> request(CheckOptions options) throws UnusableOptionException {
        Optional<Bytes> octets = options.findOctets(REQUEST);
        try {
            return octets.isPresent() ? Optional.of(TimestampRequest.parse(octets.get())) : Optional.empty();
        } catch (MalformedTimestampException malformed) {
            throw UnusableOptionException.unusable(REQUEST, "not a timestamp request");
        }
    }
}
