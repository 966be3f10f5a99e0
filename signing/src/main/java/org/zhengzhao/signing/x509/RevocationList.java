package org.zhengzhao.signing.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.zhengzhao.schema.bytes.Bytes;

/** A certificate revocation list (RFC 5280 §5), complete or delta. */
public final class RevocationList {
    private static final Set<String> LIST_EXTENSIONS = Set.of(
            Extension.cRLNumber.getId(),
            Extension.deltaCRLIndicator.getId(),
            Extension.issuingDistributionPoint.getId(),
            Extension.authorityKeyIdentifier.getId(),
            Extension.issuerAlternativeName.getId());
    private static final Set<String> ENTRY_EXTENSIONS =
            Set.of(Extension.reasonCode.getId(), Extension.invalidityDate.getId(), Extension.certificateIssuer.getId());

    private final TBSCertList body;
    private final DistinguishedName issuer;
    private final Bytes toBeSigned;
    private final AlgorithmIdentifier algorithm;
    private final Bytes signature;
    private final Instant thisUpdate;
    private final Optional<Instant> nextUpdate;
    private final ExtensionValues extensions;
    private final Map<Subject, Entry> entries = new HashMap<>();
    private boolean understood;

    /**
     * Whom an entry is about: a serial number means nothing without the issuer. Has an order because the list makes both: where
     * their hashes collide, a map goes by it.
     */
    private record Subject(DistinguishedName issuer, BigInteger serial) implements Comparable<Subject> {
        @Override
        public int compareTo(Subject other) {
            int bySerial = serial.compareTo(other.serial);
            return bySerial != 0 ? bySerial : issuer.compareTo(other.issuer);
        }
    }

    /** One revoked certificate; {@code removed} takes it off the list again (deltas only). */
    record Entry(Instant since, Optional<String> reason, boolean removed) {}

    private RevocationList(CertificateList list) throws IOException, UnusableCertificateException {
        this.body = list.getTBSCertList();
        if (!list.getSignatureAlgorithm().equals(body.getSignature())
                || list.getSignature().getPadBits() != 0) {
            throw new IOException("signature algorithm");
        }
        this.issuer = DistinguishedName.of(body.getIssuer());
        this.toBeSigned = Bytes.of(body.getEncoded("DER"));
        this.algorithm = list.getSignatureAlgorithm();
        this.signature = Bytes.of(list.getSignature().getOctets());
        this.thisUpdate = body.getThisUpdate().getDate().toInstant();
        this.nextUpdate = Optional.ofNullable(body.getNextUpdate())
                .map(time -> time.getDate().toInstant());
        this.extensions = ExtensionValues.of(body.getExtensions());
        this.understood = LIST_EXTENSIONS.containsAll(extensions.critical());
        // Read now what is asked for later, so that nothing fails then.
        number();
        deltaBase();
        scope();
        authorityKey();
        readEntries();
    }

    /** Reads one list in DER. */
    public static RevocationList parse(Bytes der) throws MalformedEvidenceException {
        if (der.length() > X509Limits.MAX_CRL_OCTETS) {
            throw new MalformedEvidenceException("too large");
        }
        try {
            return new RevocationList(
                    CertificateList.getInstance(Der.read(der.toArray(), X509Limits.MAX_CRL_ELEMENTS)));
        } catch (IOException | UnusableCertificateException | RuntimeException malformed) {
            // Bouncy Castle answers malformed parts with many unchecked exceptions; all mean the same here.
            throw new MalformedEvidenceException("no certificate revocation list");
        }
    }

    private void readEntries() throws IOException, UnusableCertificateException {
        DistinguishedName about = issuer;
        Enumeration<?> all = body.getRevokedCertificateEnumeration();
        while (all.hasMoreElements()) {
            TBSCertList.CRLEntry entry = TBSCertList.CRLEntry.getInstance(all.nextElement());
            ExtensionValues values =
                    entry.hasExtensions() ? ExtensionValues.of(entry.getExtensions()) : ExtensionValues.of(null);
            understood &= ENTRY_EXTENSIONS.containsAll(values.critical());
            Optional<ASN1Encodable> issuerOfEntry = values.value(Extension.certificateIssuer);
            if (issuerOfEntry.isPresent()) {
                // §5.3.3: holds for the entries that follow, too.
                about = directoryName(GeneralNames.getInstance(issuerOfEntry.get()));
            }
            entries.put(
                    new Subject(about, entry.getUserCertificate().getValue()),
                    entry(entry.getRevocationDate().getDate().toInstant(), values));
        }
    }

    private static Entry entry(Instant since, ExtensionValues values) throws IOException {
        Optional<String> reason = values.value(Extension.reasonCode)
                .map(value -> ASN1Enumerated.getInstance(value).getValue())
                .map(Reasons::word);
        Instant from = since;
        Optional<ASN1Encodable> invalid = values.value(Extension.invalidityDate);
        if (invalid.isPresent()) {
            // §5.3.2: the key may have been lost before anybody revoked; never later.
            Instant lost = time(invalid.get());
            from = lost.isBefore(since) ? lost : since;
        }
        return new Entry(from, reason, reason.equals(Optional.of(Reasons.REMOVED)));
    }

    private static Instant time(ASN1Encodable value) throws IOException {
        try {
            return ASN1GeneralizedTime.getInstance(value).getDate().toInstant();
        } catch (java.text.ParseException malformed) {
            throw new IOException("time", malformed);
        }
    }

    private static DistinguishedName directoryName(GeneralNames names)
            throws IOException, UnusableCertificateException {
        for (GeneralName name : names.getNames()) {
            if (name.getTagNo() == GeneralName.directoryName) {
                return DistinguishedName.of(X500Name.getInstance(name.getName()));
            }
        }
        throw new IOException("certificate issuer");
    }

    /** The entry about that certificate. */
    Optional<Entry> find(DistinguishedName certificateIssuer, BigInteger serial) {
        return Optional.ofNullable(entries.get(new Subject(certificateIssuer, serial)));
    }

    DistinguishedName issuer() {
        return issuer;
    }

    /** For people: who issued it. */
    String issuerText() {
        return body.getIssuer().toString();
    }

    Bytes toBeSigned() {
        return toBeSigned;
    }

    AlgorithmIdentifier algorithm() {
        return algorithm;
    }

    Bytes signature() {
        return signature;
    }

    public Instant thisUpdate() {
        return thisUpdate;
    }

    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    public Optional<BigInteger> number() {
        return integer(Extension.cRLNumber);
    }

    /** The number of the complete list that a delta changes; empty for complete lists. */
    Optional<BigInteger> deltaBase() {
        return integer(Extension.deltaCRLIndicator);
    }

    private Optional<BigInteger> integer(ASN1ObjectIdentifier identifier) {
        return extensions
                .value(identifier)
                .map(value -> ASN1Integer.getInstance(value).getValue());
    }

    Optional<IssuingDistributionPoint> scope() {
        return extensions.value(Extension.issuingDistributionPoint).map(IssuingDistributionPoint::getInstance);
    }

    Optional<Bytes> authorityKey() {
        return extensions
                .value(Extension.authorityKeyIdentifier)
                .map(AuthorityKeyIdentifier::getInstance)
                .flatMap(identifier -> Optional.ofNullable(identifier.getKeyIdentifierOctets()))
                .map(Bytes::of);
    }

    /** Whether it also lists certificates that have expired (X.509 expiredCertsOnCRL). */
    boolean listsExpired() {
        return extensions.value(Extension.expiredCertsOnCRL).isPresent();
    }

    /** Whether all critical extensions, of the list and of its entries, are known (§5.2, §5.3). */
    boolean isUnderstood() {
        return understood;
    }

    /** How many, not who. */
    @Override
    public String toString() {
        return "RevocationList[" + thisUpdate + ", " + entries.size() + " entries]";
    }
}
