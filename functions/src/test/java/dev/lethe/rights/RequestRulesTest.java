package dev.lethe.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.regime.Regimes;
import dev.lethe.regime.ResponseDue;
import dev.lethe.rights.SubjectRequest.Status;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestRulesTest {
    private static final RequestId REQUEST = new RequestId("req_" + "1".repeat(26));
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant BEFORE = Instant.parse("2026-03-01T12:00:00Z");
    private static final ResponseDue DUE = new Regimes().response().due(NOW);
    private static final KeyState LIVE = new KeyState.Live(
            0, new SubjectKey(new StorageId("s".repeat(26)), 1, new WrappedKey(new byte[] {1}, "arn:epoch")));

    static Stream<Arguments> lives() {
        return Stream.of(
                Arguments.of(LIVE, Status.ERASING, Optional.of(NOW), Optional.empty()),
                Arguments.of(new KeyState.Absent(), Status.COMPLETED, Optional.of(NOW), Optional.of(NOW)),
                Arguments.of(new KeyState.Returned(1, BEFORE), Status.COMPLETED, Optional.of(NOW), Optional.of(NOW)),
                Arguments.of(
                        new KeyState.Erased(1, BEFORE, Optional.empty()),
                        Status.COMPLETED,
                        Optional.of(BEFORE),
                        Optional.of(NOW)));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void anErasureIsDoneAtOnceWhateverThereIsToErase(
            KeyState key, Status status, Optional<Instant> shreddedAt, Optional<Instant> completedAt) {
        assertThat(RequestRules.erasure(REQUEST, ANA, key, DUE, NOW))
                .isEqualTo(new SubjectRequest(
                        REQUEST,
                        ANA,
                        SubjectRequest.Type.ERASURE,
                        status,
                        NOW,
                        DUE,
                        shreddedAt,
                        completedAt,
                        Optional.empty()));
    }

    @Test
    void whileAHoldIsBeingPlacedItWaitsAndSaysWhy() {
        var live = (KeyState.Live) LIVE;
        var deferred = RequestRules.erasure(
                REQUEST, ANA, new KeyState.Live(live.fence(), live.key(), live.erasedAt(), true), DUE, NOW);
        assertThat(deferred.status()).isEqualTo(Status.DEFERRED);
        assertThat(deferred.reason()).contains(SubjectRequest.Reason.HOLD_BEING_PLACED);
        assertThat(deferred.shreddedAt()).isEmpty();
        assertThat(deferred.due()).isEqualTo(DUE);
    }

    @Test
    void whatIsCarriedOutLaterIsTheSameRequestDueAtTheSameTime() {
        var live = (KeyState.Live) LIVE;
        var deferred = RequestRules.erasure(
                REQUEST, ANA, new KeyState.Live(live.fence(), live.key(), live.erasedAt(), true), DUE, NOW);
        var later = NOW.plusSeconds(90);
        var done = RequestRules.carriedOut(deferred, later);
        assertThat(done.request()).isEqualTo(deferred.request());
        assertThat(done.receivedAt()).isEqualTo(NOW);
        assertThat(done.due()).isEqualTo(deferred.due());
        assertThat(done.status()).isEqualTo(Status.ERASING);
        assertThat(done.shreddedAt()).contains(later);
        assertThat(done.reason()).isEmpty();
    }

    @Test
    void nothingIsCalledCompleteWhileContentMayBeLeft() {
        assertThat(RequestRules.erasure(REQUEST, ANA, LIVE, DUE, NOW).completedAt())
                .isEmpty();
    }
}
