package dev.lethe.audit;

import java.util.List;
import java.util.Map;

/**
 * Signs what others have to be able to check, with a key that never leaves the key service and is never one of those whose
 * destruction is certified.
 */
public interface Signer {

    /**
     * Signs a payload as a compact JWS (RFC 7515) with ES256.
     *
     * @param type the media type of the payload, for its {@code typ}
     * @throws dev.lethe.kernel.KeyUnavailable when the key service does not answer or refuses
     */
    String sign(byte[] payload, String type);

    /**
     * The public keys to check signatures by, as a JWK set has them (RFC 7517).
     *
     * @throws dev.lethe.kernel.KeyUnavailable when the key service does not answer or refuses
     */
    List<Map<String, Object>> publicKeys();
}
