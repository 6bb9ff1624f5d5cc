package dev.lethe.aws;

import dev.lethe.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Answers as AWS does, from memory, so that requests can be rehearsed where nobody may be called. It keeps no secret: every key it
 * hands out is all zeros. It allows everything, and knows the calls that rehearsals make.
 */
final class StandIn implements SdkHttpClient {
    private static final String TARGET = "X-Amz-Target";
    private static final int OK = 200;
    private static final int KEY = 32;
    private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/rehearsal";

    /** P-256's base point, the public half of the key 1, as KMS tells public keys: in DER (RFC 5480). */
    private static final String BASE_POINT = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncD"
            + "fYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==";

    /** A signature of P-256 by its form, in DER: 1 and 1. */
    private static final byte[] SIGNATURE = {0x30, 6, 2, 1, 1, 2, 1, 1};

    private final StandInTables tables = new StandInTables();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answered(answer(request));
            }

            @Override
            public void abort() {
                // What is answered from memory is answered at once.
            }
        };
    }

    private static HttpExecuteResponse answered(Map<String, Object> answer) {
        var body = Json.write(answer);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(OK)
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private Map<String, Object> answer(HttpExecuteRequest request) throws IOException {
        var target = request.httpRequest().firstMatchingHeader(TARGET);
        if (target.isEmpty()) {
            // An object is put into a bucket.
            return Map.of();
        }
        var body = request.contentStreamProvider().orElseThrow().newStream().readAllBytes();
        var asked = StandInTables.map(Json.read(body).orElseThrow());
        var operation = target.get().substring(target.get().indexOf('.') + 1);
        if (target.get().startsWith("DynamoDB")) {
            return tables.answer(operation, asked);
        }
        return operation.equals("PutEvents") ? events(asked) : keys(operation);
    }

    private static Map<String, Object> events(Map<String, Object> asked) {
        var entries = asked.get("Entries") instanceof List<?> all ? all : List.of();
        return Map.of(
                "FailedEntryCount",
                0,
                "Entries",
                entries.stream().map(_ -> Map.of("EventId", "rehearsal")).toList());
    }

    private static Map<String, Object> keys(String operation) {
        return switch (operation) {
            case "GenerateDataKey" -> Map.of("KeyId", ARN, "Plaintext", zeros(), "CiphertextBlob", zeros());
            case "Decrypt" -> Map.of("KeyId", ARN, "Plaintext", zeros(), "EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
            case "GetPublicKey" ->
                Map.of(
                        "KeyId",
                        ARN,
                        "PublicKey",
                        BASE_POINT,
                        "KeySpec",
                        "ECC_NIST_P256",
                        "KeyUsage",
                        "SIGN_VERIFY",
                        "SigningAlgorithms",
                        List.of("ECDSA_SHA_256"));
            case "Sign" -> Map.of("KeyId", ARN, "Signature", base64(SIGNATURE), "SigningAlgorithm", "ECDSA_SHA_256");
            case "DescribeKey" ->
                Map.of(
                        "KeyMetadata",
                        Map.of(
                                "KeyId",
                                "rehearsal",
                                "Arn",
                                ARN,
                                "CreationDate",
                                StandInTables.MADE_AT,
                                "Enabled",
                                true,
                                "KeyState",
                                "Enabled"));
            default -> throw new IllegalStateException("no rehearsal asks the key service for " + operation);
        };
    }

    private static String zeros() {
        return base64(new byte[KEY]);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        // Holds nothing but memory.
    }
}
