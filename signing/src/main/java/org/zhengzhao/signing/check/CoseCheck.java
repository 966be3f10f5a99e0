package org.zhengzhao.signing.check;

import java.util.Objects;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.envelope.CoseMessage;
import org.zhengzhao.signing.envelope.CoseVerifier;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.SignatureFinding;

/** Whether a COSE_Sign1 or COSE_Sign message is well-formed and each of its signatures holds (RFC 9052). */
public final class CoseCheck {
    public static final int MAX_OCTETS = CoseMessage.MAX_OCTETS;

    private final CoseVerifier verifier;

    public CoseCheck(CoseVerifier verifier) {
        this.verifier = Objects.requireNonNull(verifier);
    }

    public CheckReport check(Bytes input) {
        JsonValue.Members facts = JsonValue.Members.EMPTY;
        try {
            CoseMessage message = verifier.parse(input);
            facts = new JsonValue.Members(EnvelopeReports.facts(message));
            SignatureFinding finding = verifier.judge(message);
            return finding == SignatureFinding.GENUINE
                    ? CheckReport.accept(facts)
                    : CheckReport.reject(finding.name(), finding.detail(), facts);
        } catch (MalformedEnvelopeException malformed) {
            return EnvelopeReports.malformed(malformed, facts);
        }
    }
}
