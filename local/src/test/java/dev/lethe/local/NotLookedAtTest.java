package dev.lethe.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class NotLookedAtTest {
    static final class Sample {
        @Test
        void passes() {}

        @Test
        @Disabled("nobody is there")
        void isDisabled() {}

        @Test
        void assumes() {
            Assumptions.assumeTrue(false, "an engine\n  that can");
        }

        @Test
        void reports(TestReporter reporter) {
            reporter.publishEntry(NotLookedAt.LACKS, "STREAMS: none");
            reporter.publishEntry("other", "nobody is told");
        }
    }

    @Test
    void whatWasNotLookedAtIsToldWithItsReasonAndNothingElseIs() {
        var told = new ByteArrayOutputStream();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(Sample.class))
                                .build(),
                        new NotLookedAt(new PrintStream(told, true, StandardCharsets.UTF_8)));
        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .containsExactlyInAnyOrder(
                        "skipped: NotLookedAtTest$Sample.isDisabled: nobody is there",
                        "skipped: NotLookedAtTest$Sample.assumes: Assumption failed: an engine that can",
                        "lacking: NotLookedAtTest$Sample.reports: STREAMS: none");
    }
}
