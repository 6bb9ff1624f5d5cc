package dev.lethe.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.api.Metric;
import dev.lethe.http.Json;
import dev.lethe.http.Malformed;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LogTest {
    private static final String CANARY = "canary";

    private enum Colour {
        BLUE
    }

    private final List<String> lines = new ArrayList<>();
    private final Log log = new Log(lines::add, InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")));

    @Test
    void aLineIsOneJsonObjectWithItsContextAsKeys() {
        log.info("schedule run", Map.of("tenants", 3));
        assertThat(lines)
                .containsExactly("{\"at\":\"2026-03-01T12:00:00Z\",\"level\":\"INFO\",\"event\":\"schedule run\","
                        + "\"tenants\":3}");
    }

    @ParameterizedTest
    @EnumSource
    void aFigureIsWhatCloudWatchTakesOutOfTheLog(Metric metric) {
        new Log(lines::add, InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")), "lethe-purge")
                .figure(metric, 42);
        var line = (Map<?, ?>)
                Json.read(lines.getFirst().getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(line.get("function")).isEqualTo("lethe-purge");
        assertThat(line.get(metric.metricName())).asString().isEqualTo("42");
        assertThat(String.valueOf(line.get("_aws")))
                .contains("Timestamp=" + Instant.parse("2026-03-01T12:00:00Z").toEpochMilli())
                .contains("Namespace=Lethe", "Dimensions=[[function]]", "Name=" + metric.metricName())
                .contains("Unit=" + metric.unit().unitName());
    }

    @Test
    void onlyThrottlingIsCountedAsThrottling() {
        for (var reason : KeyUnavailable.Reason.values()) {
            log.fault("request failed", "id", new KeyUnavailable(reason));
        }
        assertThat(lines)
                .filteredOn(line -> line.contains("\"KmsThrottled\":1"))
                .hasSize(1);
    }

    static Stream<Throwable> failures() {
        var suppressing = new IllegalStateException(CANARY);
        suppressing.addSuppressed(new IllegalStateException(CANARY));
        return Stream.of(
                new IllegalStateException(CANARY),
                new IllegalStateException(new IOException(CANARY)),
                new UncheckedIOException(CANARY, new IOException(CANARY)),
                new StackOverflowError(CANARY),
                suppressing,
                new Malformed("/" + CANARY, CANARY),
                new IllegalStateException("two\nlines of " + CANARY),
                thrownBy(() -> Colour.valueOf(CANARY)),
                thrownBy(() -> Integer.parseInt(CANARY)),
                thrownBy(() -> DateTimeFormatter.ISO_DATE.parse(CANARY)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void noMessageOfAnExceptionIsEverPrinted(Throwable failure) {
        log.fault("request failed", "id-1", failure);
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line).doesNotContain(CANARY).doesNotContain("\n");
            assertThat(Json.read(line.getBytes(UTF_8))).isPresent();
            assertThat(line).contains("\"level\":\"ERROR\"", "\"request\":\"id-1\"");
        });
    }

    @Test
    void aFaultTellsItsClassAndWhereInThisSuiteItCameBy() {
        log.fault("request failed", "id-1", new StoreUnavailable());
        assertThat(lines).singleElement().satisfies(line -> assertThat(line)
                .contains("\"failure\":\"StoreUnavailable\"")
                .containsPattern("\"place\":\"dev\\.lethe\\.lambda\\.LogTest\\.[^\"]+:[0-9]+\""));
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsUnavailableTellsWhyAndWhetherItWillPass(KeyUnavailable.Reason reason) {
        log.fault("request failed", "id-1", new KeyUnavailable(reason));
        assertThat(lines.getLast()).contains("\"reason\":\"" + reason + "\"", "\"passing\":" + reason.passing());
    }

    @Test
    void onlyWhatPassesByItselfIsSaidToPass() {
        assertThat(Stream.of(KeyUnavailable.Reason.values()).filter(KeyUnavailable.Reason::passing))
                .containsExactly(KeyUnavailable.Reason.UNREACHABLE, KeyUnavailable.Reason.THROTTLED);
    }

    private static Throwable thrownBy(Runnable run) {
        try {
            run.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("it throws");
    }
}
