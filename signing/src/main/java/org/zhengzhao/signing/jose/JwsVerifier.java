package org.zhengzhao.signing.jose;

import java.security.PublicKey;
import java.util.Objects;
import org.zhengzhao.signing.jose.RejectedJoseException.Reason;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;

/**
 * Verifies a compact JWS with the one key that the caller trusts. The key says which algorithm there may be, the header only
 * has to agree (RFC 8725 §3.1).
 */
public final class JwsVerifier {
    private final SignatureVerifier signatures;

    public JwsVerifier(SignatureVerifier signatures) {
        this.signatures = Objects.requireNonNull(signatures);
    }

    /** Reads the text and returns it only if that key has signed it. */
    public CompactJws verify(String text, Suite suite, PublicKey key) throws RejectedJoseException {
        CompactJws jws = CompactJws.parse(text);
        if (suite.joseAlgorithm().filter(jws.algorithm()::equals).isEmpty()) {
            throw new RejectedJoseException(Reason.ALGORITHM);
        }
        if (!signatures.verifies(suite, SignatureForm.RAW, key, jws.signingInput(), jws.signature())) {
            throw new RejectedJoseException(Reason.SIGNATURE);
        }
        return jws;
    }
}
