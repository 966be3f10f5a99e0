package org.zhengzhao.bench;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.license.Authority;
import org.zhengzhao.schema.license.LicenseContent;
import org.zhengzhao.schema.type.FieldValidator;
import org.zhengzhao.schema.type.LicenseType;
import org.zhengzhao.signing.credential.CredentialSigner;
import org.zhengzhao.signing.face.FaceSigner;
import org.zhengzhao.signing.key.KeyCertificate;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.key.SoftwareKey;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.pdf.LicensePdf;
import org.zhengzhao.signing.pki.RegistryPki;
import org.zhengzhao.signing.qr.QrText;

/** Signs in this process: the bare algorithm, and both faces of a license by the registry's own code. */
record Sealer(Provider provider, RegistryPki.Issued key) {
    /** As long as what is signed of a food business permit's credential, about. */
    private static final int MESSAGE = 600;

    static Sealer of(Authority authority, Provider provider) {
        RegistryPki pki = new RegistryPki(provider, new SecureRandom());
        Instant now = Instant.now();
        RegistryPki.Issued root = pki.root("Benchmark", now);
        RegistryPki.Issued issuing = pki.issuingAuthority("Benchmark", root, now);
        return new Sealer(provider, pki.sealing(authority, issuing, now));
    }

    Load sign() {
        return number -> {
            Signature signature = Signature.getInstance("SHA256withECDSA", provider);
            byte[] message = new byte[MESSAGE];
            return () -> {
                signature.initSign(key.key());
                signature.update(message);
                signature.sign();
            };
        };
    }

    Load verify() {
        return number -> {
            byte[] message = new byte[MESSAGE];
            Signature signature = Signature.getInstance("SHA256withECDSA", provider);
            signature.initSign(key.key());
            signature.update(message);
            byte[] value = signature.sign();
            return () -> {
                signature.initVerify(key.certificate().getPublicKey());
                signature.update(message);
                if (!signature.verify(value)) {
                    throw new IllegalStateException("does not verify");
                }
            };
        };
    }

    /** Credential and PDF as the registry makes them, without HTTP and database. */
    Load faces(LicenseType type, LicenseContent license) {
        FaceSigner signer =
                new FaceSigner(new CredentialSigner(provider), new LicensePdf(provider, List.of()), QrText::of);
        SigningKey handle = new SoftwareKey(Suite.ES256, key.key(), key.chain(), provider);
        FieldValidator rules = new FieldValidator(type.fields());
        KeyCertificate certificate = KeyCertificate.of(handle);
        return number -> () -> signer.seal(
                signer.signCredential(
                        signer.prepare(type, rules, license, Map.of(), Optional.empty(), certificate, Instant.now()),
                        handle),
                handle);
    }
}
