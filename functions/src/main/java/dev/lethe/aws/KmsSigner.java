package dev.lethe.aws;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import dev.lethe.audit.Signer;
import dev.lethe.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/** Signs with KMS. The key's id in a signature is the thumbprint of its public key (RFC 7638), so that it names no account. */
public final class KmsSigner implements Signer {
    private static final int SIGNATURE = 64;

    private final KmsClient kms;
    private final String alias;

    public KmsSigner(KmsClient kms, String alias) {
        this.kms = kms;
        this.alias = alias;
    }

    @Override
    public String sign(byte[] payload, String type) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType(type))
                    .keyID(publicKey().getKeyID())
                    .build();
            var signed = header.toBase64URL() + "." + Base64URL.encode(payload);
            var signature = KmsKeyWrap.call(() -> kms.sign(r -> r.keyId(alias)
                            // A payload may be larger than what the key service takes as it is.
                            .message(SdkBytes.fromByteArray(Sha256.of(signed.getBytes(StandardCharsets.US_ASCII))))
                            .messageType(MessageType.DIGEST)
                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                    .signature()
                    .asByteArray());
            return signed + "." + Base64URL.encode(ECDSA.transcodeSignatureToConcat(signature, SIGNATURE));
        } catch (JOSEException _) {
            throw new IllegalStateException("the key service answers a signature in DER");
        }
    }

    @Override
    public List<Map<String, Object>> publicKeys() {
        return List.of(publicKey().toJSONObject());
    }

    private ECKey publicKey() {
        var spki = KmsKeyWrap.call(
                () -> kms.getPublicKey(r -> r.keyId(alias)).publicKey().asByteArray());
        try {
            var key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
            return new ECKey.Builder(Curve.P_256, key)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException | JOSEException _) {
            throw new IllegalStateException("the key service answers a public key of P-256");
        }
    }
}
