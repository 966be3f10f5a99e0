package org.zhengzhao.signing.key;

/** A key did not sign: the key store refused, or it is broken. Nothing was signed. */
public class SigningFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SigningFailedException(String message) {
        super(message);
    }

    public SigningFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
