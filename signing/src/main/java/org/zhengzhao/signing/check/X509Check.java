package org.zhengzhao.signing.check;

import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.x509.CertificateParser;
import org.zhengzhao.signing.x509.CertificatePool;
import org.zhengzhao.signing.x509.Conformance;
import org.zhengzhao.signing.x509.EncodedFile;
import org.zhengzhao.signing.x509.MalformedEvidenceException;
import org.zhengzhao.signing.x509.OcspAnswer;
import org.zhengzhao.signing.x509.PathProblem;
import org.zhengzhao.signing.x509.PathRequest;
import org.zhengzhao.signing.x509.PathResult;
import org.zhengzhao.signing.x509.PathValidator;
import org.zhengzhao.signing.x509.RevocationEvidence;
import org.zhengzhao.signing.x509.RevocationList;
import org.zhengzhao.signing.x509.RevocationRules;
import org.zhengzhao.signing.x509.UnusableCertificateException;

/**
 * Checks a certificate against anchors (RFC 5280), in PEM or DER; in PEM others may follow that help to build the path. Anchors,
 * others and evidence are read once. One that cannot be read is left out and counted in the facts.
 */
public final class X509Check {
    /** The largest input that is looked at. */
    public static final int MAX_OCTETS = 4 * 1024 * 1024;

    private final Provider provider;
    private final CertificateParser parser;
    private final CertificatePool pool;
    private final RevocationEvidence evidence;
    private final PathRequest request;
    private final int unreadable;

    /**
     * What a certificate is held against. Files are DER, PEM with any number of blocks, or Base64.
     *
     * @param request what is asked; {@code revocation} decides on its revocation rules
     * @param revocation empty: asked for the certificate itself if any evidence is given, else not at all
     */
    public record Options(
            List<Bytes> anchors,
            List<Bytes> intermediates,
            List<Bytes> lists,
            List<Bytes> answers,
            PathRequest request,
            Optional<RevocationRules> revocation) {
        public Options {
            anchors = List.copyOf(anchors);
            intermediates = List.copyOf(intermediates);
            lists = List.copyOf(lists);
            answers = List.copyOf(answers);
            Objects.requireNonNull(request);
            Objects.requireNonNull(revocation);
        }

        /** Strictly, at that time, for no particular purpose or policy. */
        public static Options of(
                List<Bytes> anchors, List<Bytes> intermediates, List<Bytes> lists, List<Bytes> answers, Instant at) {
            return new Options(anchors, intermediates, lists, answers, strict(at), Optional.empty());
        }

        /** The profile of RFC 5280 §4 too, for no particular purpose or policy. */
        public static PathRequest strict(Instant at) {
            return PathRequest.at(at).withConformance(Conformance.PROFILE);
        }

        private PathRequest completeRequest() {
            return request.withRevocation(revocation.orElse(
                    lists.isEmpty() && answers.isEmpty()
                            ? RevocationRules.NOT_ASKED
                            : RevocationRules.END_CERTIFICATE));
        }
    }

    /**
     * @param provider Bouncy Castle, made once by the caller
     */
    public X509Check(Options options, Provider provider) {
        this.provider = Objects.requireNonNull(provider);
        this.parser = new CertificateParser(provider);
        ReadBlocks<X509Certificate> anchors = ReadBlocks.of(options.anchors(), parser::parse);
        ReadBlocks<X509Certificate> others = ReadBlocks.of(options.intermediates(), parser::parse);
        ReadBlocks<RevocationList> lists = ReadBlocks.of(options.lists(), RevocationList::parse);
        ReadBlocks<OcspAnswer> answers = ReadBlocks.of(options.answers(), block -> OcspAnswer.parse(block, provider));
        this.pool = CertificatePool.of(anchors.values(), others.values());
        this.evidence = new RevocationEvidence(lists.values(), answers.values());
        this.unreadable = anchors.failed() + others.failed() + lists.failed() + answers.failed();
        this.request = options.completeRequest();
    }

    /** What could be read of many files, and how much could not. */
    private record ReadBlocks<T>(List<T> values, int failed) {
        interface Reader<T> {
            T read(Bytes block) throws UnusableCertificateException, MalformedEvidenceException;
        }

        static <T> ReadBlocks<T> of(List<Bytes> files, Reader<T> reader) {
            List<T> values = new ArrayList<>();
            int failed = 0;
            for (Bytes file : files) {
                for (Bytes block : EncodedFile.blocks(file)) {
                    try {
                        values.add(reader.read(block));
                    } catch (UnusableCertificateException | MalformedEvidenceException unusable) {
                        failed++;
                    }
                }
            }
            return new ReadBlocks<>(values, failed);
        }
    }

    public CheckReport check(Bytes input) {
        if (input.length() > MAX_OCTETS) {
            return CheckReport.unreadable(PathProblem.LIMIT.name(), "larger than what is looked at");
        }
        List<Bytes> blocks = EncodedFile.blocks(input);
        X509Certificate certificate;
        try {
            certificate = parser.parse(blocks.getFirst());
        } catch (UnusableCertificateException broken) {
            return CertificateParser.hasOutline(blocks.getFirst())
                    ? CheckReport.reject(
                            broken.problem().name(), X509Facts.detail(broken.problem()), JsonValue.Members.EMPTY)
                    : CheckReport.unreadable(broken.problem().name(), "not a certificate that can be read");
        }
        ReadBlocks<X509Certificate> given = ReadBlocks.of(blocks.subList(1, blocks.size()), parser::parse);
        PathResult result = new PathValidator(provider).validate(certificate, pool, given.values(), evidence, request);
        Map<String, JsonValue> facts = new LinkedHashMap<>(X509Facts.of(certificate, result));
        facts.put("unreadable", new JsonValue.Whole(unreadable + given.failed()));
        return switch (result) {
            case PathResult.Valid valid -> CheckReport.accept(new JsonValue.Members(facts));
            case PathResult.Invalid invalid ->
                CheckReport.reject(
                        invalid.problem().name(), X509Facts.detail(invalid.problem()), new JsonValue.Members(facts));
        };
    }
}
