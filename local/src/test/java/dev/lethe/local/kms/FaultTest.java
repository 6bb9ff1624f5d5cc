package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DependencyTimeoutException;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyUnavailableException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;
import software.amazon.awssdk.services.kms.model.LimitExceededException;

@Timeout(60)
final class FaultTest {
    private final Bench bench = new Bench(KeyFile.inMemory());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String key = bench.key();

    @AfterEach
    void close() {
        bench.close();
        threads.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_DENIED, AccessDeniedException",
        "THROTTLED, ThrottlingException",
        "LIMIT_EXCEEDED, LimitExceededException",
        "INTERNAL, KMSInternalException",
        "DEPENDENCY_TIMEOUT, DependencyTimeoutException",
        "KEY_UNAVAILABLE, KeyUnavailableException"
    })
    void faultsLastUntilHealed(Fault fault, String code) {
        var made = bench.dataKey(key);
        var signer = bench.signingKey();
        bench.endpoint.fault(fault);
        for (var i = 0; i < 3; i++) {
            Bench.refused(code, () -> bench.dataKey(key));
            Bench.refused(code, () -> bench.open(made.ciphertextBlob()));
            Bench.refused(code, () -> bench.move(made.ciphertextBlob(), key));
            Bench.refused(code, () -> bench.sign(signer, "m"));
        }
        // Everything else goes on.
        bench.alias("alias/a", bench.key());
        bench.tag(key, Bench.tag("a", "1"));
        assertThat(bench.kms.getPublicKey(r -> r.keyId(signer)).keyId()).isEqualTo(Bench.arn(signer));
        bench.endpoint.heal();
        assertThat(bench.open(made.ciphertextBlob())).isEqualTo(made.plaintext());
        assertThat(bench.open(bench.move(made.ciphertextBlob(), key).ciphertextBlob()))
                .isEqualTo(made.plaintext());
        assertThat(bench.sign(signer, "m").asByteArray()).isNotEmpty();
        for (var operation : List.of("GenerateDataKey", "ReEncrypt", "Sign")) {
            assertThat(bench.endpoint.count(operation)).isEqualTo(4);
        }
        assertThat(bench.endpoint.count("Decrypt")).isEqualTo(5);
    }

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(Fault.INTERNAL, KmsInternalException.class),
                arguments(Fault.LIMIT_EXCEEDED, LimitExceededException.class),
                arguments(Fault.DEPENDENCY_TIMEOUT, DependencyTimeoutException.class),
                arguments(Fault.KEY_UNAVAILABLE, KeyUnavailableException.class));
    }

    @ParameterizedTest
    @MethodSource("types")
    void faultsAreKnownToTheSdk(Fault fault, Class<? extends KmsException> type) {
        bench.endpoint.fault(fault);
        assertThatThrownBy(() -> bench.dataKey(key)).isExactlyInstanceOf(type);
        bench.endpoint.fault(Fault.NONE);
        assertThat(bench.dataKey(key).keyId()).isEqualTo(Bench.arn(key));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "SILENT"},
            mode = EnumSource.Mode.EXCLUDE)
    void throttlingAloneIsKnownAsSuch(Fault fault) {
        bench.endpoint.fault(fault);
        assertThatThrownBy(() -> bench.dataKey(key))
                .isInstanceOfSatisfying(KmsException.class, e -> assertThat(e.isThrottlingException())
                        .isEqualTo(fault == Fault.THROTTLED));
    }

    @Test
    void aCountedFaultHealsByItself() {
        var blob = bench.dataKey(key).ciphertextBlob();
        bench.endpoint.fault(Fault.KEY_UNAVAILABLE, 2);
        Bench.refused("KeyUnavailableException", () -> bench.open(blob));
        // Only what the fault strikes counts.
        bench.alias("alias/a", key);
        Bench.refused("KeyUnavailableException", () -> bench.move(blob, key));
        assertThat(bench.open(blob).asByteArray()).hasSize(32);
        assertThat(bench.open(blob).asByteArray()).hasSize(32);
    }

    @Test
    void aCountedFaultTakesThePlaceOfAnyBefore() {
        bench.endpoint.fault(Fault.INTERNAL);
        bench.endpoint.fault(Fault.THROTTLED, 5);
        bench.endpoint.fault(Fault.ACCESS_DENIED, 1);
        Bench.refused("AccessDeniedException", () -> bench.dataKey(key));
        assertThat(bench.dataKey(key).keyId()).isEqualTo(Bench.arn(key));
        bench.endpoint.fault(Fault.THROTTLED, 5);
        bench.endpoint.heal();
        assertThat(bench.dataKey(key).keyId()).isEqualTo(Bench.arn(key));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aFaultStrikesAtLeastOnce(int times) {
        bench.endpoint.fault(Fault.THROTTLED);
        assertThatThrownBy(() -> bench.endpoint.fault(Fault.INTERNAL, times))
                .isInstanceOf(IllegalArgumentException.class);
        // The fault before is still in force.
        Bench.refused("ThrottlingException", () -> bench.dataKey(key));
    }

    private KmsClient patient(int attempts) {
        return bench.client(StandardRetryStrategy.builder()
                .maxAttempts(attempts)
                .retryOnException(e -> e instanceof KmsException refusal && refusal.isThrottlingException())
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build());
    }

    @Test
    void throttlingIsWaitedOutByAClientThatTriesAgain() {
        try (var client = patient(3)) {
            bench.endpoint.fault(Fault.THROTTLED, 2);
            assertThat(client.generateDataKey(r -> r.keyId(key).numberOfBytes(8))
                            .keyId())
                    .isEqualTo(Bench.arn(key));
            assertThat(bench.endpoint.count("GenerateDataKey")).isEqualTo(3);
        }
    }

    @Test
    void throttlingThatLastsIsRefusedInTheEnd() {
        try (var client = patient(3)) {
            bench.endpoint.fault(Fault.THROTTLED, 3);
            Bench.refused(
                    "ThrottlingException",
                    () -> client.generateDataKey(r -> r.keyId(key).numberOfBytes(8)));
            assertThat(bench.endpoint.count("GenerateDataKey")).isEqualTo(3);
            assertThat(client.generateDataKey(r -> r.keyId(key).numberOfBytes(8))
                            .keyId())
                    .isEqualTo(Bench.arn(key));
        }
    }

    @Test
    void aUsedUpQuotaIsNotTriedAgain() {
        try (var client = patient(3)) {
            bench.endpoint.fault(Fault.LIMIT_EXCEEDED);
            Bench.refused(
                    "LimitExceededException",
                    () -> client.generateDataKey(r -> r.keyId(key).numberOfBytes(8)));
            assertThat(bench.endpoint.count("GenerateDataKey")).isEqualTo(1);
        }
    }

    @Test
    void manyAtOnceUseUpACountedFaultExactly() throws Exception {
        bench.endpoint.fault(Fault.INTERNAL, 7);
        var calls = Collections.<Callable<GenerateDataKeyResponse>>nCopies(20, () -> bench.dataKey(key));
        var refused = 0;
        for (var call : threads.invokeAll(calls)) {
            refused += call.state() == Future.State.FAILED ? 1 : 0;
        }
        assertThat(refused).isEqualTo(7);
    }

    private Future<GenerateDataKeyResponse> silenced() throws InterruptedException {
        bench.endpoint.fault(Fault.SILENT);
        return unanswered();
    }

    private Future<GenerateDataKeyResponse> unanswered() throws InterruptedException {
        var call = threads.submit(() -> bench.dataKey(key));
        while (bench.endpoint.count("GenerateDataKey") == 0) {
            Thread.sleep(Duration.ofMillis(1));
        }
        assertThatThrownBy(() -> call.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        return call;
    }

    @Test
    void silenceEndsWhenHealed() throws Exception {
        var call = silenced();
        bench.alias("alias/a", key);
        bench.endpoint.heal();
        assertThat(call.get().keyId()).isEqualTo(Bench.arn(key));
    }

    @Test
    void aCountedSilenceKeepsWhomItMet() throws Exception {
        bench.endpoint.fault(Fault.SILENT, 1);
        var call = unanswered();
        assertThat(bench.dataKey(key).keyId()).isEqualTo(Bench.arn(key));
        assertThat(call.isDone()).isFalse();
        bench.endpoint.heal();
        assertThat(call.get().keyId()).isEqualTo(Bench.arn(key));
    }

    @Test
    void silenceCanGiveWayToAnotherFault() throws Exception {
        var call = silenced();
        bench.endpoint.fault(Fault.ACCESS_DENIED);
        assertThatThrownBy(call::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(KmsException.class);
    }

    @Test
    void silenceIsNeverBrokenOnceClosed() throws Exception {
        var call = silenced();
        bench.endpoint.close();
        bench.endpoint.heal();
        assertThatThrownBy(call::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(SdkClientException.class);
    }

    @Test
    void aCallerThatGivesUpHoldsNothingUp() {
        var blob = bench.dataKey(key).ciphertextBlob();
        bench.endpoint.fault(Fault.SILENT);
        assertThatThrownBy(() -> bench.kms.decrypt(r -> r.ciphertextBlob(blob)
                        .encryptionContext(Bench.CONTEXT)
                        .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMillis(200)))))
                .isInstanceOf(ApiCallTimeoutException.class);
        bench.endpoint.heal();
        assertThat(bench.open(blob).asByteArray()).hasSize(32);
    }
}
