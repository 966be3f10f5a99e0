package org.zhengzhao.signing.x509;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** The extensions of a certificate, list or response by identifier; each at most once (RFC 5280 §4.2). */
final class ExtensionValues {
    private final Map<ASN1ObjectIdentifier, ASN1Encodable> values = new LinkedHashMap<>();
    private final Set<String> identifiers = new HashSet<>();
    private final Set<String> critical = new HashSet<>();

    /** The extensions that are read here; the values of others stay closed. */
    private static final Set<ASN1ObjectIdentifier> READ = Set.of(
            Extension.basicConstraints,
            Extension.keyUsage,
            Extension.extendedKeyUsage,
            Extension.subjectKeyIdentifier,
            Extension.authorityKeyIdentifier,
            Extension.subjectAlternativeName,
            Extension.nameConstraints,
            Extension.certificatePolicies,
            Extension.policyMappings,
            Extension.policyConstraints,
            Extension.inhibitAnyPolicy,
            Extension.cRLDistributionPoints,
            Extension.authorityInfoAccess,
            Extension.cRLNumber,
            Extension.deltaCRLIndicator,
            Extension.issuingDistributionPoint,
            Extension.reasonCode,
            Extension.invalidityDate,
            Extension.certificateIssuer,
            Extension.expiredCertsOnCRL);

    private ExtensionValues() {}

    /** Bouncy Castle refuses an extension that comes twice, with an unchecked exception. */
    static ExtensionValues of(@Nullable Extensions extensions) throws IOException, UnusableCertificateException {
        ExtensionValues read = new ExtensionValues();
        if (extensions == null) {
            return read;
        }
        ASN1ObjectIdentifier[] all = extensions.getExtensionOIDs();
        if (all.length > X509Limits.MAX_EXTENSIONS) {
            throw new UnusableCertificateException(PathProblem.LIMIT, "extensions");
        }
        if (all.length == 0) {
            throw new UnusableCertificateException(PathProblem.MALFORMED, "extensions");
        }
        for (ASN1ObjectIdentifier identifier : all) {
            Extension extension = extensions.getExtension(identifier);
            if (!read.identifiers.add(identifier.getId())) {
                throw new UnusableCertificateException(PathProblem.MALFORMED, "extensions");
            }
            if (extension.isCritical()) {
                read.critical.add(identifier.getId());
            }
            if (READ.contains(identifier)) {
                read.values.put(
                        identifier,
                        Der.read(extension.getExtnValue().getOctets(), X509Limits.MAX_CERTIFICATE_ELEMENTS));
            }
        }
        return read;
    }

    Optional<ASN1Encodable> value(ASN1ObjectIdentifier identifier) {
        return Optional.ofNullable(values.get(identifier));
    }

    boolean isEmpty() {
        return identifiers.isEmpty();
    }

    Set<String> identifiers() {
        return identifiers;
    }

    Set<String> critical() {
        return critical;
    }
}
