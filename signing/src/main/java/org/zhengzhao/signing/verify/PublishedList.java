package org.zhengzhao.signing.verify;

import java.security.cert.X509Certificate;
import java.util.Objects;
import org.zhengzhao.signing.status.StatusListToken;

/** What is at hand of a status list. */
public sealed interface PublishedList {
    /** Nothing. */
    record Absent() implements PublishedList {}

    /**
     * Something that cannot be read, or that nobody has signed.
     *
     * @param where what is wrong, in a few words of ours
     */
    record Broken(String where) implements PublishedList {}

    /**
     * A list whose signature is not that of a certificate at hand.
     *
     * @param signer the key identifier that it names
     */
    record SignedByUnknown(String signer) implements PublishedList {}

    /**
     * A list with the certificate whose key has signed it. Whether that one may sign lists, and leads to an anchor, is for the
     * judge to say.
     */
    record Signed(StatusListToken token, X509Certificate signer) implements PublishedList {
        public Signed {
            Objects.requireNonNull(token);
            Objects.requireNonNull(signer);
        }
    }
}
