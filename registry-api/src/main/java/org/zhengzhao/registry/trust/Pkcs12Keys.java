package org.zhengzhao.registry.trust;

import java.security.KeyPair;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.zhengzhao.signing.key.KeyHandle;
import org.zhengzhao.signing.key.ProviderKey;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.key.SuiteKeyGenerator;
import org.zhengzhao.signing.pki.RegistryPki;

/** Private keys in PKCS#12 files, held in memory while they sign. */
final class Pkcs12Keys implements PrivateKeys {
    private final KeyFiles files;
    private final SuiteKeyGenerator generator;
    private final Provider provider;
    private final SignatureVerifier verifier;

    Pkcs12Keys(KeyFiles files, Provider provider, SecureRandom random) {
        this.files = files;
        this.generator = new SuiteKeyGenerator(provider, random);
        this.provider = provider;
        this.verifier = new SignatureVerifier(provider);
    }

    @Override
    public PublicKey create(String label, Suite suite) {
        KeyPair pair = generator.generate(suite);
        KeyHandle handle = new ProviderKey(suite, pair.getPrivate(), pair.getPublic(), provider, verifier);
        // Where another node was faster, its key is the one of that label.
        return files.keep(
                        label,
                        new RegistryPki.Issued(pair.getPrivate(), List.of(Placeholder.of(label, handle, provider))))
                .certificate()
                .getPublicKey();
    }

    @Override
    public Optional<KeyHandle> find(String label, Suite suite, PublicKey publicKey) {
        return files.findKey(label)
                .filter(found ->
                        Arrays.equals(found.certificate().getPublicKey().getEncoded(), publicKey.getEncoded()))
                .map(found -> new ProviderKey(suite, found.key(), publicKey, provider, verifier));
    }
}
