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
    private static final Map<Fn, Set<Route>> HOT = Map.ofEntries(
            Map.entry(Fn.SITE, EnumSet.of(Route.READ_NOTICE, Route.READ_PROBLEM)),
            Map.entry(Fn.NOTICE, EnumSet.of(Route.PUBLISH_NOTICE, Route.PREVIEW_NOTICE)),
            Map.entry(
                    Fn.CONSENT,
                    EnumSet.of(Route.CAPTURE_CONSENT, Route.CHECK_PERMISSIONS, Route.READ_CONSENTS, Route.PUT_SUBJECT)),
            Map.entry(Fn.CONVERSATION, EnumSet.of(Route.INGEST_MESSAGES, Route.READ_MESSAGES)),
            Map.entry(Fn.RIGHTS, EnumSet.of(Route.OPEN_REQUEST, Route.READ_REQUEST)),
            Map.entry(Fn.CERTIFICATE, EnumSet.of(Route.READ_RECEIPT, Route.READ_JWKS)),
            Map.entry(Fn.RETENTION, EnumSet.of(Route.PREVIEW_SCHEDULE, Route.READ_RETENTION_RUNS)),
            Map.entry(Fn.PURGING, EnumSet.of(Route.RUN_PURGE, Route.READ_PURGES)),
            Map.entry(
                    Fn.INCIDENT,
                    EnumSet.of(
                            Route.FIND_OBLIGATIONS,
                            Route.OPEN_INCIDENT,
                            Route.RECORD_ENTRY,
                            Route.READ_OBLIGATIONS,
                            Route.READ_INCIDENT,
                            Route.READ_INCIDENTS)),
            Map.entry(Fn.HOLD, EnumSet.of(Route.PLACE_HOLD, Route.READ_HOLDS)));

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
