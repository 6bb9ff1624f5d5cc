package dev.lethe.http;

import java.util.Map;
import java.util.Optional;

/**
 * A call as it came in, free of any server's types.
 *
 * @param query each parameter once; a repeated one is joined by commas, as API Gateway does
 * @param headers names in lower case
 * @param caller absent when there was no valid token
 */
@SuppressWarnings("ArrayRecordComponent") // Calls are answered, never compared.
public record Call(
        String id,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        Optional<Caller> caller) {
    @Override
    public String toString() {
        return "Call[" + id + "]";
    }
}
