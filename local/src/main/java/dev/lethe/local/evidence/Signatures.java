package dev.lethe.local.evidence;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import dev.lethe.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks signatures by a set of keys, which are known by their thumbprint (RFC 7638). */
public final class Signatures {
    private static final int KEYS_BYTES_MAX = 1 << 16;

    private final Map<String, ECDSAVerifier> keys = new LinkedHashMap<>();

    /**
     * By a set of keys as text.
     *
     * @throws NotVerifiable when it is none
     */
    public Signatures(String jwks) {
        try {
            for (var key : JWKSet.parse(jwks).getKeys()) {
                if (key instanceof ECKey ec) {
                    keys.put(ec.computeThumbprint().toString(), new ECDSAVerifier(ec.toPublicJWK()));
                }
            }
        } catch (ParseException | JOSEException _) {
            throw new NotVerifiable("no set of keys of P-256");
        }
    }

    /**
     * By a set of keys in a file.
     *
     * @throws NotVerifiable when the file has none
     */
    Signatures(Path jwks) throws IOException {
        this(text(jwks));
    }

    private static String text(Path jwks) throws IOException {
        if (!Files.isRegularFile(jwks) || Files.size(jwks) > KEYS_BYTES_MAX) {
            throw new NotVerifiable(jwks + " is no set of keys");
        }
        return Files.readString(jwks);
    }

    List<String> thumbprints() {
        return new ArrayList<>(keys.keySet());
    }

    /** What was signed, if one of the keys signed it, with ES256 and as that type; the header chooses none of this. */
    public Optional<Map<?, ?>> signed(byte[] jws, String type) {
        try {
            var parsed = JWSObject.parse(new String(jws, StandardCharsets.US_ASCII));
            var header = parsed.getHeader();
            var key = keys.get(String.valueOf(header.getKeyID()));
            var holds = key != null
                    && JWSAlgorithm.ES256.equals(header.getAlgorithm())
                    && new JOSEObjectType(type).equals(header.getType())
                    && parsed.verify(key);
            return holds
                    ? Json.read(parsed.getPayload().toBytes())
                            .filter(Map.class::isInstance)
                            .map(tree -> (Map<?, ?>) tree)
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalStateException _) {
            return Optional.empty();
        }
    }
}
