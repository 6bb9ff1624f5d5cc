package dev.lethe.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Fn;
import dev.lethe.api.Route;
import dev.lethe.regime.Regimes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a function is mostly asked for is rehearsed before its snapshot, to its end. */
class RehearsalTest {
    private static final Regimes REGIMES = new Regimes();

    /** Routes that somebody waits for, by who answers them. */
    private static final Map<Fn, Set<Route>> HOT = Map.of(
            Fn.SITE, EnumSet.of(Route.READ_NOTICE, Route.READ_PROBLEM),
            Fn.NOTICE, EnumSet.of(Route.PUBLISH_NOTICE, Route.PREVIEW_NOTICE),
            Fn.CONSENT,
                    EnumSet.of(Route.CAPTURE_CONSENT, Route.CHECK_PERMISSIONS, Route.READ_CONSENTS, Route.PUT_SUBJECT),
            Fn.CONVERSATION, EnumSet.of(Route.INGEST_MESSAGES, Route.READ_MESSAGES),
            Fn.RIGHTS, EnumSet.of(Route.OPEN_REQUEST, Route.READ_REQUEST),
            Fn.CERTIFICATE, EnumSet.of(Route.READ_RECEIPT, Route.READ_JWKS),
            Fn.RETENTION, EnumSet.of(Route.PREVIEW_SCHEDULE, Route.READ_RETENTION_RUNS),
            Fn.PURGING, EnumSet.of(Route.RUN_PURGE, Route.READ_PURGES),
            Fn.INCIDENT, EnumSet.of(Route.FIND_OBLIGATIONS),
            Fn.HOLD, EnumSet.of(Route.PLACE_HOLD, Route.READ_HOLDS));

    /** A rehearsal ends with its first answer that is no success. */
    @ParameterizedTest
    @EnumSource
    void everyHotRouteOfAFunctionIsAnswered(Fn fn) {
        assertThat(Rehearsal.of(fn, REGIMES, 2)).containsAll(HOT.getOrDefault(fn, Set.of()));
    }

    @Test
    void everyFunctionThatAnswersCallsHasHotRoutes() {
        assertThat(HOT.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(Fn.values())
                        .filter(fn -> fn.trigger() == Fn.Trigger.HTTP)
                        .toList());
    }
}
