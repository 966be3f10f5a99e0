package org.zhengzhao.registry.license;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.qr.QrSymbol;
import org.zhengzhao.signing.qr.QrText;

/** The QR symbol of a credential, in the form that this registry uses: with its public address where it has one. */
@Singleton
public class LicenseQr {
    private static final int MODULE_PIXELS = 6;

    private final Optional<String> publicHost;

    LicenseQr(@ConfigProperty(name = "zhengzhao.public-host") Optional<String> publicHost) {
        this.publicHost = publicHost;
    }

    /** The text in the symbol. */
    public String text(Credential credential) {
        return publicHost.map(host -> QrText.at(host, credential)).orElseGet(() -> QrText.of(credential));
    }

    public Bytes png(Bytes credential) {
        return symbol(credential).png(MODULE_PIXELS);
    }

    public Bytes svg(Bytes credential) {
        return Bytes.utf8(symbol(credential).svg());
    }

    private QrSymbol symbol(Bytes credential) {
        try {
            return QrSymbol.of(text(new Credential(credential)));
        } catch (QrSymbol.TooLongException impossible) {
            throw new IllegalStateException("the PDF of this license shows the same symbol", impossible);
        }
    }
}
