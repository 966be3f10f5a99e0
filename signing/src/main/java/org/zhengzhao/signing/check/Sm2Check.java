package org.zhengzhao.signing.check;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.key.SignatureForm;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Sm2;

/** Whether a signature of SM2 with SM3 (GB/T 32918.2) over a message or a hash value is that of a key. */
public final class Sm2Check {
    /** The longest message. */
    public static final int MAX_OCTETS = 64 * 1024 * 1024;

    private static final int COORDINATE = 32;
    private static final int RAW = 2 * COORDINATE;
    private static final byte UNCOMPRESSED = 4;
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]*+)-----END PUBLIC KEY-----");

    private final Sm2 sm2;
    private final Optional<PublicKey> key;
    private final Signature signature;

    /**
     * What is given beside the input.
     *
     * @param user user identifier, of which Z is made
     * @param octets the signature: R‖S, or DER
     * @param overDigest whether the input is the hash value e, and nothing is to be hashed
     */
    public record Signature(Bytes user, Bytes octets, boolean overDigest) {
        /** What GB/T 35276 §10 gives where the parties have agreed on no other. */
        public static final Bytes USER = Bytes.utf8("1234567812345678");

        public Signature {
            Objects.requireNonNull(user);
            Objects.requireNonNull(octets);
        }
    }

    /**
     * @param key a SubjectPublicKeyInfo in PEM or DER, an uncompressed point, or its two coordinates
     * @param provider Bouncy Castle, made once by the caller
     */
    public Sm2Check(Bytes key, Signature signature, Provider provider) {
        this.sm2 = new SignatureVerifier(provider).sm2();
        this.key = key(key, provider);
        this.signature = Objects.requireNonNull(signature);
    }

    public CheckReport check(Bytes input) {
        if (key.isEmpty()) {
            return reject("KEY", "no public key on the curve sm2p256v1");
        }
        if (signature.user().length() > Sm2.MAX_USER) {
            return reject("USER", "the user identifier is too long");
        }
        if (signature.overDigest() && input.length() != COORDINATE) {
            return reject("DIGEST", "a hash value has 32 octets");
        }
        boolean genuine = verifies(SignatureForm.DER, input)
                || signature.octets().length() == RAW && verifies(SignatureForm.RAW, input);
        return genuine
                ? CheckReport.accept(JsonValue.Members.EMPTY)
                : reject("SIGNATURE_BROKEN", "the signature is not that of the key and user");
    }

    private boolean verifies(SignatureForm form, Bytes input) {
        PublicKey known = key.orElseThrow();
        return signature.overDigest()
                ? sm2.verifiesDigest(form, known, input, signature.octets())
                : sm2.verifies(form, known, signature.user(), input, signature.octets());
    }

    private Optional<PublicKey> key(Bytes key, Provider provider) {
        if (key.length() == RAW) {
            return sm2.findKey(key.slice(0, COORDINATE), key.slice(COORDINATE, RAW));
        }
        if (key.length() == RAW + 1 && key.at(0) == UNCOMPRESSED) {
            return key(key.slice(1, key.length()), provider);
        }
        Matcher pem = PEM.matcher(key.toUtf8());
        try {
            byte[] der = pem.find() ? Base64.getMimeDecoder().decode(pem.group(1)) : key.toArray();
            return Optional.of(KeyFactory.getInstance("EC", provider).generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException | RuntimeException broken) {
            // Bouncy Castle answers broken keys with several unchecked exceptions.
            return Optional.empty();
        }
    }

    private static CheckReport reject(String code, String detail) {
        return CheckReport.reject(code, detail, JsonValue.Members.EMPTY);
    }
}
