package org.zhengzhao.signing.collect;

import java.security.Provider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.cose.CoseSign1;
import org.zhengzhao.signing.cose.KeyIdentifier;
import org.zhengzhao.signing.cose.MalformedCoseException;
import org.zhengzhao.signing.credential.ClaimsCbor;
import org.zhengzhao.signing.credential.LicenseClaims;
import org.zhengzhao.signing.credential.MalformedClaimsException;
import org.zhengzhao.signing.key.SignatureVerifier;
import org.zhengzhao.signing.key.Suite;
import org.zhengzhao.signing.qr.MalformedQrTextException;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.verify.CredentialFacts;
import org.zhengzhao.signing.verify.CredentialFacts.Reading;
import org.zhengzhao.signing.verify.SignerFacts;

/** Collects the facts about a credential. */
final class CredentialFactCollector {
    private static final Set<String> CODES = Set.of("iss", "sub");

    private final SignatureVerifier signatures;

    CredentialFactCollector(Provider provider) {
        this.signatures = new SignatureVerifier(provider);
    }

    CredentialFacts ofText(String text, Function<KeyIdentifier, List<SignerFacts>> known) {
        try {
            return of(QrText.read(text).coseSign1(), known);
        } catch (MalformedQrTextException broken) {
            return new CredentialFacts(new Reading.BrokenText(broken.reason().name()));
        }
    }

    /** The algorithm that the header names, where it is one of ours and fits the key, should there be exactly one. */
    private Optional<Suite> suite(CoseSign1 message, List<SignerFacts> candidates) {
        return Suite.ofCose(message.algorithm())
                .filter(suite -> candidates.size() != 1
                        || signatures
                                .keys()
                                .signsLicenses(
                                        suite,
                                        candidates.getFirst().certificate().getPublicKey()));
    }

    /**
     * @param known finds the certificates that a key identifier may mean
     */
    CredentialFacts of(Bytes octets, Function<KeyIdentifier, List<SignerFacts>> known) {
        try {
            CoseSign1 message = CoseSign1.parse(octets);
            LicenseClaims claims = ClaimsCbor.read(message.payload());
            List<SignerFacts> candidates = known.apply(message.keyIdentifier());
            boolean verifies = candidates.size() == 1
                    && message.signedBy(candidates.getFirst().certificate().getPublicKey(), signatures);
            return new CredentialFacts(
                    new Reading.Read(message, claims, suite(message, candidates), candidates, verifies));
        } catch (MalformedCoseException malformed) {
            return new CredentialFacts(new Reading.Malformed(malformed.reason().name()));
        } catch (MalformedClaimsException malformed) {
            return new CredentialFacts(
                    CODES.contains(malformed.claim())
                            ? new Reading.InvalidCode(malformed.claim())
                            : new Reading.Malformed(malformed.claim()));
        }
    }
}
