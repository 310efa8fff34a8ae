package dev.tallystick.pass;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.CollectionStore;

/**
 * A detached signature as CMS SignedData (RFC 5652) in DER: RSA with SHA-256 over content type, signing time and the content's
 * digest, with the signer's certificate and the intermediate one. The only user of the library, and of it only the structures:
 * hashing and signing is Java's own.
 */
final class ManifestSignature {

    private static final AlgorithmIdentifier RSA =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    private static final AlgorithmIdentifier RSA_WITH_SHA_256 =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);

    private ManifestSignature() {}

    static byte[] of(byte[] content, ApplePassCertificate certificate, Instant signedAt) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(signer(certificate, signedAt));
            generator.addCertificates(new CollectionStore<>(
                    List.of(holder(certificate.certificate()), holder(certificate.intermediate()))));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded("DER");
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate that signs nothing", e);
        }
    }

    private static SignerInfoGenerator signer(ApplePassCertificate certificate, Instant signedAt)
            throws OperatorCreationException, GeneralSecurityException {
        return new SignerInfoGeneratorBuilder(_ -> digest(), _ -> RSA)
                .setSignedAttributeGenerator(signed(signedAt))
                .build(signing(certificate.key()), holder(certificate.certificate()));
    }

    /** Only what the format asks for. */
    private static CMSAttributeTableGenerator signed(Instant signedAt) {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(signedAt)))));
        CMSAttributeTableGenerator usual = new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes));
        return parameters -> usual.getAttributes(parameters).remove(CMSAttributes.cmsAlgorithmProtect);
    }

    private static X509CertificateHolder holder(X509Certificate certificate) throws CertificateEncodingException {
        return new JcaX509CertificateHolder(certificate);
    }

    private static ContentSigner signing(RSAPrivateKey key) {
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return RSA_WITH_SHA_256;
            }

            @Override
            public OutputStream getOutputStream() {
                return collected;
            }

            @Override
            public byte[] getSignature() {
                try {
                    Signature signature = Signature.getInstance("SHA256withRSA");
                    signature.initSign(key);
                    signature.update(collected.toByteArray());
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("a key that signs nothing", e);
                }
            }
        };
    }

    private static DigestCalculator digest() {
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        return new DigestCalculator() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
            }

            @Override
            public OutputStream getOutputStream() {
                return collected;
            }

            @Override
            public byte[] getDigest() {
                try {
                    return MessageDigest.getInstance("SHA-256").digest(collected.toByteArray());
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("every Java has it", e);
                }
            }
        };
    }
}
