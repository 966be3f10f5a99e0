package org.zhengzhao.cli.check;

import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.zhengzhao.signing.check.X509Check;
import org.zhengzhao.signing.x509.Conformance;
import org.zhengzhao.signing.x509.PathRequest;
import org.zhengzhao.signing.x509.PolicyInputs;
import org.zhengzhao.signing.x509.Purpose;
import org.zhengzhao.signing.x509.RevocationRules;

/** {@code zhengzhao check x509}. */
final class X509Kind implements CheckKind {
    private static final String ANCHOR = "anchor";
    private static final String INTERMEDIATE = "intermediate";
    private static final String LIST = "crl";
    private static final String ANSWER = "ocsp";
    private static final String REVOCATION = "revocation";
    private static final String POLICY = "policy";
    private static final String EXPLICIT_POLICY = "explicit-policy";
    private static final String INHIBIT_MAPPING = "inhibit-policy-mapping";
    private static final String INHIBIT_ANY = "inhibit-any-policy";
    private static final String PURPOSE = "purpose";
    private static final String MAX_PATH = "max-path";
    private static final String PATH_ONLY = "path-only";
    private static final int LONGEST_PATH = 100;

    private static final Map<String, Purpose> PURPOSES =
            Map.of("any", Purpose.ANY, "timestamping", Purpose.TIME_STAMPING, "ocsp", Purpose.OCSP_SIGNING);
    private static final Map<String, RevocationRules> REVOCATIONS = Map.of(
            "none", RevocationRules.NOT_ASKED,
            "if-present", RevocationRules.IF_PRESENT,
            "end", RevocationRules.END_CERTIFICATE,
            "all", RevocationRules.REQUIRED);

    @Override
    public String name() {
        return "x509";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(
                CheckOption.repeated(ANCHOR),
                CheckOption.repeated(INTERMEDIATE),
                CheckOption.repeated(LIST),
                CheckOption.repeated(ANSWER),
                CheckOption.single(SignerOptions.AT),
                CheckOption.single(REVOCATION),
                CheckOption.repeated(POLICY),
                CheckOption.flag(EXPLICIT_POLICY),
                CheckOption.flag(INHIBIT_MAPPING),
                CheckOption.flag(INHIBIT_ANY),
                CheckOption.single(PURPOSE),
                CheckOption.single(MAX_PATH),
                CheckOption.flag(PATH_ONLY));
    }

    @Override
    public int maxOctets() {
        return X509Check.MAX_OCTETS;
    }

    @Override
    public InputCheck prepare(CheckOptions options, Provider provider) throws UnusableOptionException {
        if (options.texts(ANCHOR).isEmpty()) {
            throw UnusableOptionException.missing(ANCHOR);
        }
        X509Check.Options prepared = new X509Check.Options(
                options.allOctets(ANCHOR),
                options.allOctets(INTERMEDIATE),
                options.allOctets(LIST),
                options.allOctets(ANSWER),
                request(options),
                choice(options, REVOCATION, REVOCATIONS));
        return new X509Check(prepared, provider)::check;
    }

    private static PathRequest request(CheckOptions options) throws UnusableOptionException {
        PathRequest request = X509Check.Options.strict(options.at())
                .withPolicies(policies(options))
                .withPurpose(choice(options, PURPOSE, PURPOSES).orElse(Purpose.ANY));
        if (options.has(PATH_ONLY)) {
            request = request.withConformance(Conformance.PATH);
        }
        Optional<Long> longest = options.findWhole(MAX_PATH, 0, LONGEST_PATH);
        return longest.isPresent() ? request.withMaximumLength(Math.toIntExact(longest.get())) : request;
    }

    private static PolicyInputs policies(CheckOptions options) throws UnusableOptionException {
        for (String policy : options.texts(POLICY)) {
            if (!policy.matches("[0-2](\\.[0-9]{1,40}){1,40}")) {
                throw UnusableOptionException.unusable(POLICY, "an object identifier is needed, such as 2.5.29.32.0");
            }
        }
        Set<String> accepted =
                options.texts(POLICY).isEmpty() ? PolicyInputs.ANY.accepted() : Set.copyOf(options.texts(POLICY));
        return new PolicyInputs(
                accepted, options.has(EXPLICIT_POLICY), options.has(INHIBIT_MAPPING), options.has(INHIBIT_ANY));
    }

    private static <T> Optional<T> choice(CheckOptions options, String name, Map<String, T> choices)
            throws UnusableOptionException {
        Optional<String> word = options.findText(name);
        if (word.isPresent() && !choices.containsKey(word.get())) {
            throw UnusableOptionException.unusable(
                    name, String.join(", ", choices.keySet().stream().sorted().toList()));
        }
        return word.map(given -> Objects.requireNonNull(choices.get(given)));
    }
}
