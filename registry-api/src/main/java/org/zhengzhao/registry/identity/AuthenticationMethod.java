package org.zhengzhao.registry.identity;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a client proves who it is, by the names of the registry of OAuth. */
public enum AuthenticationMethod {
    CLIENT_SECRET("client_secret"),
    PRIVATE_KEY_JWT("private_key_jwt"),
    SELF_SIGNED_TLS_CLIENT_AUTH("self_signed_tls_client_auth");

    private final String oauthName;

    AuthenticationMethod(String oauthName) {
        this.oauthName = oauthName;
    }

    @JsonValue
    public String oauthName() {
        return oauthName;
    }
}
