package org.zhengzhao.signing.key;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.zhengzhao.signing.algorithm.HashAlgorithm;

/**
 * The two shapes that a signature container in a PDF has. They differ in the names of the content types and in which hash names
 * the certificate; both are version 1, with one signer and nothing inside.
 */
public enum CmsProfile {
    /** RFC 5652. */
    CMS(CMSObjectIdentifiers.signedData, CMSObjectIdentifiers.data, HashAlgorithm.SHA256),
    /** GB/T 35275, for SM2: the same structure under its own names. */
    GB_T_35275(
            new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.2"),
            new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.1"),
            HashAlgorithm.SM3);

    private final ASN1ObjectIdentifier signedData;
    private final ASN1ObjectIdentifier data;
    private final HashAlgorithm certificateHash;

    CmsProfile(ASN1ObjectIdentifier signedData, ASN1ObjectIdentifier data, HashAlgorithm certificateHash) {
        this.signedData = signedData;
        this.data = data;
        this.certificateHash = certificateHash;
    }

    public static CmsProfile of(Suite suite) {
        return suite == Suite.SM2 ? GB_T_35275 : CMS;
    }

    /** Content type of the container. */
    public ASN1ObjectIdentifier signedData() {
        return signedData;
    }

    /** Content type of what is signed. */
    public ASN1ObjectIdentifier data() {
        return data;
    }

    /** The hash by which the signing-certificate-v2 attribute (RFC 5035) names the certificate. */
    public HashAlgorithm certificateHash() {
        return certificateHash;
    }

    /** The container around one signer; what it signed is outside. */
    public ContentInfo container(ASN1Set certificates, SignerInfo signer) {
        ASN1EncodableVector content = new ASN1EncodableVector();
        content.add(new ASN1Integer(1));
        content.add(new DERSet(signer.getDigestAlgorithm()));
        content.add(new ContentInfo(data, null));
        content.add(new DERTaggedObject(false, 0, certificates));
        content.add(new DERSet(signer));
        return new ContentInfo(signedData, new DERSequence(content));
    }
}
