package dev.lethe.local.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;

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
        "INTERNAL, KMSInternalException"
    })
    void faultsLastUntilHealed(Fault fault, String code) {
        var made = bench.dataKey(key);
        bench.endpoint.fault(fault);
        for (var i = 0; i < 3; i++) {
            Bench.refused(code, () -> bench.dataKey(key));
            Bench.refused(code, () -> bench.open(made.ciphertextBlob()));
        }
        // Everything else goes on.
        bench.alias("alias/a", bench.key());
        bench.endpoint.heal();
        assertThat(bench.open(made.ciphertextBlob())).isEqualTo(made.plaintext());
        assertThat(bench.endpoint.count("GenerateDataKey")).isEqualTo(4);
        assertThat(bench.endpoint.count("Decrypt")).isEqualTo(4);
    }

    @Test
    void faultsAreKnownToTheSdk() {
        bench.endpoint.fault(Fault.INTERNAL);
        assertThatThrownBy(() -> bench.dataKey(key)).isInstanceOf(KmsInternalException.class);
        bench.endpoint.fault(Fault.NONE);
        assertThat(bench.dataKey(key).keyId()).isEqualTo(Bench.arn(key));
    }

    @Test
    void throttlingIsKnownAsSuch() {
        bench.endpoint.fault(Fault.THROTTLED);
        assertThatThrownBy(() -> bench.dataKey(key))
                .isInstanceOfSatisfying(KmsException.class, e -> assertThat(e.isThrottlingException())
                        .isTrue());
    }

    private Future<GenerateDataKeyResponse> silenced() throws InterruptedException {
        bench.endpoint.fault(Fault.SILENT);
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
