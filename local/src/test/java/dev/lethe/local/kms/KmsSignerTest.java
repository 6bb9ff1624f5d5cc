package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import dev.lethe.aws.KmsSigner;
import dev.lethe.kernel.KeyUnavailable;
import java.text.ParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever becomes of the alias, a signature names the key that made it. */
final class KmsSignerTest {
    private static final byte[] PAYLOAD = {1, 2, 3};

    private final Bench bench = new Bench(KeyFile.inMemory());
    private final KmsSigner signer = new KmsSigner(bench.kms, "alias/signature");

    @AfterEach
    void close() {
        bench.close();
    }

    private JWSObject sign() throws ParseException {
        return JWSObject.parse(signer.sign(PAYLOAD, "test+jwt"));
    }

    private ECKey published() throws ParseException {
        return ECKey.parse(signer.publicKeys().getFirst());
    }

    private void isSignedBy(JWSObject signed, ECKey key) throws JOSEException {
        assertThat(signed.getHeader().getKeyID()).isEqualTo(key.getKeyID());
        assertThat(signed.verify(new ECDSAVerifier(key))).isTrue();
    }

    @Test
    void aSignatureAndTheKeyItNamesBelongTogetherWhileTheAliasMoves() throws Exception {
        var first = bench.signingKey();
        bench.alias("alias/signature", first);
        var before = published();
        isSignedBy(sign(), before);
        var second = bench.signingKey();
        bench.kms.updateAlias(r -> r.aliasName("alias/signature").targetKeyId(second));
        isSignedBy(sign(), before);

        bench.kms.disableKey(r -> r.keyId(first));
        assertThatThrownBy(this::sign).isInstanceOf(KeyUnavailable.class);
        var after = published();
        assertThat(after.getKeyID()).isNotEqualTo(before.getKeyID());
        isSignedBy(sign(), after);
    }
}
