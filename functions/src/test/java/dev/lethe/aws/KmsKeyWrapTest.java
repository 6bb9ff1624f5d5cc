package dev.lethe.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.lethe.api.MasterKey;
import dev.lethe.crypto.KeyName;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.KeyUnavailable.Reason;
import dev.lethe.kernel.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/** Every refusal that KMS documents, as it comes over the wire and through the real client. */
class KmsKeyWrapTest {
    private static final String CANARY = "canary-in-a-message-of-the-key-service";
    private static final KeyName NAME = KeyName.day(new Tenant("shop"), LocalDate.EPOCH);
    private static final WrappedKey WRAPPED = new WrappedKey(new byte[64], "arn:aws:kms:us-east-1:0:key/1");
    private static final AwsCredentialsProvider SOMEBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));

    /** One answer of the key service, and what it is taken for. */
    record Refusal(String type, int status, Reason reason) {}

    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal("KMSInternalException", 500, Reason.UNREACHABLE),
                new Refusal("DependencyTimeoutException", 500, Reason.UNREACHABLE),
                new Refusal("KeyUnavailableException", 500, Reason.UNREACHABLE),
                new Refusal("KMSInternalException", 400, Reason.UNREACHABLE),
                new Refusal("InternalFailure", 500, Reason.UNREACHABLE),
                new Refusal("ServiceUnavailable", 503, Reason.UNREACHABLE),
                new Refusal("", 502, Reason.UNREACHABLE),
                new Refusal("ThrottlingException", 400, Reason.THROTTLED),
                new Refusal("LimitExceededException", 400, Reason.THROTTLED),
                new Refusal("", 429, Reason.THROTTLED),
                new Refusal("AccessDeniedException", 400, Reason.DENIED),
                new Refusal("AccessDeniedException", 403, Reason.DENIED),
                new Refusal("DisabledException", 400, Reason.DISABLED),
                new Refusal("KMSInvalidStateException", 400, Reason.STATE),
                new Refusal("NotFoundException", 400, Reason.GONE),
                new Refusal("InvalidCiphertextException", 400, Reason.CONTEXT),
                new Refusal("IncorrectKeyException", 400, Reason.CONTEXT),
                new Refusal("InvalidKeyUsageException", 400, Reason.REFUSED),
                new Refusal("InvalidGrantTokenException", 400, Reason.REFUSED),
                new Refusal("DryRunOperationException", 400, Reason.REFUSED),
                new Refusal("ValidationException", 400, Reason.REFUSED),
                new Refusal("UnrecognizedClientException", 400, Reason.REFUSED),
                new Refusal("SomethingNewException", 400, Reason.REFUSED),
                new Refusal("", 400, Reason.REFUSED));
    }

    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server = server();
    private volatile Refusal refusal = new Refusal("", 500, Reason.UNREACHABLE);

    @BeforeEach
    void start() {
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            var body = "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(refusal.type, CANARY);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(refusal.status, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void isToldApartWhetherAKeyIsMadeOrUnwrapped(Refusal told) {
        refusal = told;
        var wrap = wrap(SOMEBODY, Clients.timeouts());
        assertUnavailable(told.reason, () -> wrap.generate(NAME));
        assertUnavailable(told.reason, () -> wrap.unwrap(WRAPPED, NAME));
        assertThat(asked).hasValue(2);
    }

    @Test
    void everyReasonIsOneThatTheKeyServiceGives() {
        assertThat(EnumSet.copyOf(refusals().map(Refusal::reason).toList())).isEqualTo(EnumSet.allOf(Reason.class));
    }

    @Test
    void aClosedDoorIsUnreachable() {
        var wrap = wrap(SOMEBODY, Clients.timeouts());
        server.stop(0);
        assertUnavailable(Reason.UNREACHABLE, () -> wrap.generate(NAME));
        assertUnavailable(Reason.UNREACHABLE, () -> wrap.unwrap(WRAPPED, NAME));
    }

    @Test
    void silenceIsUnreachable() {
        server.removeContext("/");
        server.createContext("/", _ -> asked.incrementAndGet());
        var impatient = Clients.timeouts().toBuilder()
                .apiCallTimeout(Duration.ofMillis(200))
                .build();
        assertUnavailable(Reason.UNREACHABLE, () -> wrap(SOMEBODY, impatient).unwrap(WRAPPED, NAME));
    }

    @Test
    void anAnswerThatIsNoneIsUnreachable() {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{".getBytes(UTF_8));
            exchange.close();
        });
        assertUnavailable(
                Reason.UNREACHABLE, () -> wrap(SOMEBODY, Clients.timeouts()).unwrap(WRAPPED, NAME));
    }

    @Test
    void withoutCredentialsNothingIsReached() {
        AwsCredentialsProvider nobody = () -> {
            throw SdkClientException.create(CANARY);
        };
        assertUnavailable(
                Reason.UNREACHABLE, () -> wrap(nobody, Clients.timeouts()).unwrap(WRAPPED, NAME));
        assertThat(asked).hasValue(0);
    }

    private KmsKeyWrap wrap(AwsCredentialsProvider credentials, ClientOverrideConfiguration overrides) {
        var once = overrides.toBuilder()
                .retryStrategy(AwsRetryStrategy.doNotRetry())
                .build();
        var at = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var clients = new Clients(Region.US_EAST_1, credentials, Optional.of(at), once);
        return new KmsKeyWrap(
                clients.kms(),
                Map.of(MasterKey.EPOCH, "alias/epoch", MasterKey.PSEUDONYM, "alias/pseudonym"),
                () -> "table");
    }

    private static void assertUnavailable(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(KeyUnavailable.class)
                .isThrownBy(call)
                .withNoCause()
                .withMessage("key unavailable")
                .matches(e -> e.reason() == reason, "says " + reason)
                .matches(e -> List.of(e.getSuppressed()).isEmpty(), "suppresses nothing");
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
