package org.zhengzhao.signing.status;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.StrictJson;
import org.zhengzhao.signing.envelope.CoseMessage;
import org.zhengzhao.signing.envelope.MalformedEnvelopeException;
import org.zhengzhao.signing.envelope.TokenClaims;
import org.zhengzhao.signing.jose.CompactJws;
import org.zhengzhao.signing.jose.RejectedJoseException;
import org.zhengzhao.signing.status.MalformedStatusException.Reason;

/** Where the status of a token stands, as the token itself says. Its signature is for others to check. */
public final class ReferringToken {
    private ReferringToken() {}

    /** The reference in a CWT, or in a JWT or the JWT of an SD-JWT. */
    public static Optional<StatusReference> reference(Bytes token) throws MalformedStatusException {
        try {
            if (token.length() > 2 && token.at(0) == 'e' && token.at(1) == 'y') {
                String text = new String(token.toArray(), StandardCharsets.ISO_8859_1).strip();
                int disclosures = text.indexOf('~');
                CompactJws jws = CompactJws.parse(disclosures < 0 ? text : text.substring(0, disclosures));
                return StatusReference.find(StrictJson.readObject(jws.payload().toArray(), CompactJws.MAX_CHARACTERS));
            }
            CoseMessage message = CoseMessage.parse(token, false);
            Optional<Bytes> payload = message.payload();
            return payload.isEmpty()
                    ? Optional.empty()
                    : StatusReference.find(TokenClaims.parse(payload.get()).all());
        } catch (RejectedJoseException | MalformedJsonException | MalformedEnvelopeException malformed) {
            throw new MalformedStatusException(Reason.FORM, "neither a JWT nor a CWT");
        }
    }
}
