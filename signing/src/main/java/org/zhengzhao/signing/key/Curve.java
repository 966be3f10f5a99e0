package org.zhengzhao.signing.key;

import java.math.BigInteger;

/** Elliptic curves of the suites that sign with two numbers r and s: a closed list. */
public enum Curve {
    P256("secp256r1", "1.2.840.10045.3.1.7", 32, "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"),
    P384(
            "secp384r1",
            "1.3.132.0.34",
            48,
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973"),
    /** GB/T 32918.5. */
    SM2P256V1(
            "sm2p256v1", "1.2.156.10197.1.301", 32, "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123");

    private final String javaName;
    private final String identifier;
    private final int octets;
    private final BigInteger order;

    Curve(String javaName, String identifier, int octets, String order) {
        this.javaName = javaName;
        this.identifier = identifier;
        this.octets = octets;
        this.order = new BigInteger(order, 16);
    }

    /** Octets of a coordinate, and of r and s. */
    public int octets() {
        return octets;
    }

    /** Order of the base point: r and s are less. */
    public BigInteger order() {
        return order;
    }

    String javaName() {
        return javaName;
    }

    /** Object identifier, in numbers and dots. */
    String identifier() {
        return identifier;
    }
}
