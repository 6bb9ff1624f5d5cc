package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.HashSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;

@Timeout(60)
final class LocalKmsTest {
    private static final String SECRET = "hunter2-ünlikely";

    private final Bench bench = new Bench(KeyFile.inMemory());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        bench.close();
        http.close();
    }

    private HttpRequest.Builder request(String operation, String body) {
        return HttpRequest.newBuilder(bench.endpoint.endpoint().resolve("/"))
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=x")
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "TrentService." + operation)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private void refused(String type, HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(answer.body())
                .contains("\"__type\":\"" + type + "\"")
                .contains("\"message\":\"")
                .doesNotContain(SECRET);
    }

    @Test
    void anUnsignedRequestIsRefusedBeforeAnythingElse() throws Exception {
        var unsigned = HttpRequest.newBuilder(bench.endpoint.endpoint())
                .header("X-Amz-Target", "TrentService.CreateKey")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        refused("MissingAuthenticationTokenException", unsigned);
        assertThat(bench.endpoint.count("CreateKey")).isZero();
    }

    @Test
    void whatIsNotSpokenHereIsUnknown() throws Exception {
        var unknown = "UnknownOperationException";
        var key = bench.key();
        Bench.refused(unknown, () -> bench.kms.encrypt(r -> r.keyId(key).plaintext(SdkBytes.fromUtf8String("x"))));
        refused(unknown, request("createkey", "{}").build());
        refused(unknown, request("", "{}").build());
        refused(
                unknown,
                request(" CreateKey", "{}")
                        .setHeader("X-Amz-Target", "CreateKey")
                        .build());
        refused(
                unknown,
                request("CreateKey", "{}")
                        .setHeader("Content-Type", "application/json")
                        .build());
        refused(unknown, request("CreateKey", "{}").GET().build());
        refused(
                unknown,
                request("CreateKey", "{}")
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build());
        var elsewhere = bench.endpoint.endpoint().resolve("/keys");
        refused(unknown, request("CreateKey", "{}").uri(elsewhere).build());
        assertThat(bench.endpoint.count("CreateKey")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "\"" + SECRET + "\"", "{} {}", "{\"a\":1,\"a\":2}", "{'a':1}"})
    void aBodyIsOneJsonObject(String body) throws Exception {
        refused("SerializationException", request("CreateKey", body).build());
    }

    @Test
    void aBodyHasAnEnd() throws Exception {
        refused(
                "ValidationException",
                request("CreateKey", "{" + " ".repeat(65_535) + "}").build());
        refused("ValidationException", request("CreateKey", " ".repeat(100_000)).build());
        var longest = request("CreateKey", "{" + " ".repeat(65_534) + "}").build();
        assertThat(http.send(longest, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        DescribeKey         | {}
        DescribeKey         | {"KeyId":null}
        DescribeKey         | {"KeyId":7}
        DescribeKey         | {"KeyId":""}
        EnableKey           | {"KeyId":["hunter2-ünlikely"]}
        CreateKey           | {"Description":{"a":"hunter2-ünlikely"}}
        CreateKey           | {"Tags":{"a":"hunter2-ünlikely"}}
        CreateKey           | {"Tags":["hunter2-ünlikely"]}
        CreateKey           | {"Tags":[{"TagKey":"hunter2-ünlikely"}]}
        CreateKey           | {"Tags":[{"TagKey":"","TagValue":"hunter2-ünlikely"}]}
        CreateAlias         | {"AliasName":"hunter2-ünlikely","TargetKeyId":"x"}
        CreateAlias         | {"AliasName":"alias/hunter2-ünlikely","TargetKeyId":"x"}
        CreateAlias         | {"AliasName":"alias/a"}
        UpdateAlias         | {"TargetKeyId":"x"}
        ListAliases         | {"Limit":0}
        ListAliases         | {"Limit":101}
        ScheduleKeyDeletion | {"KeyId":"x","PendingWindowInDays":7.5}
        ScheduleKeyDeletion | {"KeyId":"x","PendingWindowInDays":"7"}
        GenerateDataKey     | {"KeyId":"x","NumberOfBytes":99999999999999}
        GenerateDataKey     | {"KeyId":"x","NumberOfBytes":8,"EncryptionContext":[]}
        GenerateDataKey     | {"KeyId":"x","NumberOfBytes":8,"EncryptionContext":{"a":7}}
        GenerateDataKey     | {"KeyId":"x","NumberOfBytes":8,"EncryptionContext":{"a":null}}
        GenerateDataKey     | {"KeyId":"x","NumberOfBytes":8,"EncryptionContext":{"a":"\\ud800"}}
        CreateKey           | {"KeyUsage":"SIGN_VERIFY"}
        CreateKey           | {"KeySpec":"ECC_NIST_P256"}
        CreateKey           | {"KeySpec":"ECC_NIST_P256","KeyUsage":"ENCRYPT_DECRYPT"}
        CreateKey           | {"KeySpec":"SYMMETRIC_DEFAULT","KeyUsage":"SIGN_VERIFY"}
        CreateKey           | {"CustomerMasterKeySpec":"ECC_NIST_P256"}
        CreateKey           | {"KeySpec":"SYMMETRIC_DEFAULT","CustomerMasterKeySpec":"SYMMETRIC_DEFAULT"}
        CreateKey           | {"KeySpec":["hunter2-ünlikely"]}
        DeleteAlias         | {}
        DeleteAlias         | {"AliasName":"alias/hunter2-ünlikely"}
        ListKeys            | {"Limit":"hunter2-ünlikely"}
        ListKeys            | {"Marker":7}
        ListResourceTags    | {}
        ListResourceTags    | {"KeyId":"x","Marker":""}
        TagResource         | {"KeyId":"x"}
        TagResource         | {"Tags":[]}
        TagResource         | {"KeyId":"x","Tags":{"hunter2-ünlikely":"a"}}
        UntagResource       | {"KeyId":"x"}
        UntagResource       | {"KeyId":"x","TagKeys":[{"TagKey":"hunter2-ünlikely"}]}
        UntagResource       | {"KeyId":"x","TagKeys":"hunter2-ünlikely"}
        GetPublicKey        | {}
        Sign                | {"KeyId":"x","Message":"AQ=="}
        Sign                | {"KeyId":"x","SigningAlgorithm":"ECDSA_SHA_256"}
        Sign                | {"Message":"AQ==","SigningAlgorithm":"ECDSA_SHA_256"}
        Sign                | {"KeyId":"x","Message":"AQ==","SigningAlgorithm":"hunter2-ünlikely"}
        Sign                | {"KeyId":"x","Message":"hunter2-ünlikely","SigningAlgorithm":"ECDSA_SHA_256"}
        Sign                | {"KeyId":"x","Message":"AQ==","SigningAlgorithm":"ECDSA_SHA_256","MessageType":"x"}
        ReEncrypt           | {"CiphertextBlob":"AQ=="}
        ReEncrypt           | {"DestinationKeyId":"x"}
        ReEncrypt           | {"CiphertextBlob":"AQ==","DestinationKeyId":""}
        ReEncrypt           | {"CiphertextBlob":"AQ==","DestinationKeyId":"x","SourceKeyId":7}
        ReEncrypt           | {"CiphertextBlob":"AQ==","DestinationKeyId":"x","SourceEncryptionContext":[]}
        ReEncrypt           | {"CiphertextBlob":"AQ==","DestinationKeyId":"x","DestinationEncryptionContext":{"a":7}}
        Decrypt             | {"CiphertextBlob":"hunter2-ünlikely"}
        Decrypt             | {"CiphertextBlob":"AQ-_"}
        """)
    void parametersAreChecked(String operation, String body) throws Exception {
        refused("ValidationException", request(operation, body).build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        CreateKey       | {"KeySpec":"RSA_2048"}
        CreateKey       | {"KeyUsage":"KEY_AGREEMENT"}
        CreateKey       | {"KeySpec":"ECC_NIST_P384","KeyUsage":"SIGN_VERIFY"}
        CreateKey       | {"KeySpec":"ECC_NIST_P256","KeyUsage":"KEY_AGREEMENT"}
        CreateKey       | {"KeySpec":"hunter2-ünlikely"}
        CreateKey       | {"CustomerMasterKeySpec":"RSA_2048"}
        CreateKey       | {"MultiRegion":true}
        CreateKey       | {"XksKeyId":"hunter2"}
        GenerateDataKey | {"KeyId":"x","NumberOfBytes":8,"DryRun":true}
        Decrypt         | {"CiphertextBlob":"AQ==","EncryptionAlgorithm":"RSAES_OAEP_SHA_256"}
        Decrypt         | {"CiphertextBlob":"AQ==","hunter2-ünlikely":1}
        ReEncrypt       | {"CiphertextBlob":"AQ==","DestinationKeyId":"x","DryRun":true}
        ReEncrypt       | {"CiphertextBlob":"AQ==","DestinationKeyId":"x","GrantTokens":["hunter2-ünlikely"]}
        ReEncrypt       | {"CiphertextBlob":"AQ==","DestinationKeyId":"x","EncryptionContext":{}}
        ReEncrypt       | {"CiphertextBlob":"AQ==","DestinationKeyId":"x","SourceEncryptionAlgorithm":"SM2PKE"}
        ReEncrypt       | {"CiphertextBlob":"AQ==","DestinationKeyId":"x","DestinationEncryptionAlgorithm":"SM2PKE"}
        Sign            | {"KeyId":"x","Message":"AQ==","SigningAlgorithm":"ECDSA_SHA_256","DryRun":false}
        GetPublicKey    | {"KeyId":"x","GrantTokens":[]}
        ListKeys        | {"KeyId":"x"}
        ListResourceTags| {"KeyId":"x","hunter2-ünlikely":1}
        TagResource     | {"KeyId":"x","Tags":[],"TagKeys":[]}
        TagResource     | {"KeyId":"x","Tags":[{"TagKey":"a","TagValue":"b","hunter2-ünlikely":1}]}
        UntagResource   | {"KeyId":"x","TagKeys":[],"Tags":[]}
        DeleteAlias     | {"AliasName":"alias/a","TargetKeyId":"x"}
        """)
    void whatIsNotSupportedIsNotIgnored(String operation, String body) throws Exception {
        refused("UnsupportedOperationException", request(operation, body).build());
    }

    @Test
    void inputsAreNotQuoted() throws Exception {
        refused(
                "NotFoundException",
                request("DescribeKey", "{\"KeyId\":\"" + SECRET + "\"}").build());
        refused(
                "InvalidMarkerException",
                request("ListAliases", "{\"Marker\":\"" + SECRET + "\"}").build());
        assertThat(new Bytes(new byte[] {7})).hasToString("bytes");
        assertThat(new Opened("arn", new Bytes(new byte[] {7}))).hasToString("Opened[arn=arn, plaintext=bytes]");
        assertThat(SymmetricMaterial.of(new byte[32])).hasToString("Optional[material]");
    }

    @Test
    void manyCallersAtOnceAllGetTheirOwnKey() throws Exception {
        var key = bench.key();
        var calls = Collections.<Callable<SdkBytes>>nCopies(200, () -> {
            var made = bench.dataKey(key);
            assertThat(bench.open(made.ciphertextBlob())).isEqualTo(made.plaintext());
            return made.plaintext();
        });
        var plaintexts = new HashSet<SdkBytes>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                plaintexts.add(call.get());
            }
        }
        assertThat(plaintexts).hasSize(200);
        assertThat(bench.endpoint.count("GenerateDataKey")).isEqualTo(200);
        assertThat(bench.endpoint.count("Decrypt")).isEqualTo(200);
    }

    @Test
    void changesAtOnceAllHappen() throws Exception {
        var calls = Collections.<Callable<String>>nCopies(50, () -> {
            var key = bench.key();
            bench.alias("alias/" + key, key);
            return key;
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                assertThat(bench.dataKey("alias/" + call.get()).keyId()).isEqualTo(Bench.arn(call.get()));
            }
        }
    }

    @Test
    void onlyWhatIsSpokenIsCounted() {
        assertThat(bench.endpoint.count("Decrypt")).isZero();
        assertThatThrownBy(() -> bench.endpoint.count("Encrypt")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itListensOnThisMachineUntilItIsClosed() {
        assertThat(bench.endpoint.endpoint().getHost()).isEqualTo("127.0.0.1");
        bench.endpoint.close();
        bench.endpoint.close();
        assertThatThrownBy(bench::key).isInstanceOf(SdkClientException.class);
    }
}
