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
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * Signs with KMS. The key's id in a signature is the thumbprint of its public key (RFC 7638), so that it names no account.
 *
 * <p>Which key the alias stands for and its public half, which never changes, are asked for once. Signatures name that very key, not
 * the alias: a signature and the id in it belong together even while somebody moves the alias. When the key stops signing, both are
 * asked for anew.
 */
public final class KmsSigner implements Signer {
    private static final int SIGNATURE = 64;

    private final KmsClient kms;
    private final String alias;

    /** A key by its ARN, and what to check its signatures by. */
    private record Known(String arn, ECKey publicKey) {}

    private volatile @Nullable Known known;

    public KmsSigner(KmsClient kms, String alias) {
        this.kms = kms;
        this.alias = alias;
    }

    @Override
    public String sign(byte[] payload, String type) {
        var key = key();
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType(type))
                    .keyID(key.publicKey.getKeyID())
                    .build();
            var signed = header.toBase64URL() + "." + Base64URL.encode(payload);
            var signature = KmsKeyWrap.call(() -> kms.sign(r -> r.keyId(key.arn)
                            // A payload may be larger than what the key service takes as it is.
                            .message(SdkBytes.fromByteArray(Sha256.of(signed.getBytes(StandardCharsets.US_ASCII))))
                            .messageType(MessageType.DIGEST)
                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                    .signature()
                    .asByteArray());
            return signed + "." + Base64URL.encode(ECDSA.transcodeSignatureToConcat(signature, SIGNATURE));
        } catch (KeyUnavailable e) {
            forget();
            throw e;
        } catch (JOSEException _) {
            throw new IllegalStateException("the key service answers a signature in DER");
        }
    }

    @Override
    public List<Map<String, Object>> publicKeys() {
        return List.of(key().publicKey.toJSONObject());
    }

    /** Forgets which key it is; it may be another after a snapshot. */
    public void forget() {
        known = null;
    }

    private Known key() {
        var remembered = known;
        if (remembered != null) {
            return remembered;
        }
        var asked = ask();
        known = asked;
        return asked;
    }

    private Known ask() {
        var found = KmsKeyWrap.call(() -> kms.getPublicKey(r -> r.keyId(alias)));
        try {
            var spki = new X509EncodedKeySpec(found.publicKey().asByteArray());
            var key = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spki);
            return new Known(
                    found.keyId(),
                    new ECKey.Builder(Curve.P_256, key)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.ES256)
                            .keyIDFromThumbprint()
                            .build());
        } catch (GeneralSecurityException | JOSEException _) {
            throw new IllegalStateException("the key service answers a public key of P-256");
        }
    }
}
