package dev.lethe.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.certificate.Certificate.Because;
import dev.lethe.certificate.Certificate.Finality;
import dev.lethe.certificate.Certificate.Kept;
import dev.lethe.certificate.Facts.Holding;
import dev.lethe.epoch.Epoch;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When something destroyed is final; every instant is counted by hand. */
class CertificateRulesTest {
    private static final Instant DESTROYED = Instant.parse("2026-01-20T10:00:00Z");
    private static final Period WEEK = Period.ofDays(7);
    private static final Period LONGEST = Period.ofDays(35);

    /** Deleted 8 days and an hour after its month: 30 minutes, 30 minutes, a day, seven days; seen an hour later. */
    private static final Epoch DELETED = new Epoch(
            7,
            1,
            Optional.of("arn:1"),
            Instant.parse("2026-01-01T00:00:00Z"),
            Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
            Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
            Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
            Optional.of(Instant.parse("2026-02-01T00:30:00Z")),
            Optional.of(Instant.parse("2026-02-01T01:00:00Z")),
            Optional.of(Instant.parse("2026-02-09T01:00:00Z")),
            Optional.of(Instant.parse("2026-02-09T02:00:00Z")));

    private static Epoch current() {
        var began = Instant.parse("2026-01-01T00:00:00Z");
        return only(3, 1, began, Optional.of(began));
    }

    private static Epoch prepared(Instant at) {
        return only(2, 2, at, Optional.empty());
    }

    private static Epoch only(long revision, int number, Instant preparedAt, Optional<Instant> begunAt) {
        return new Epoch(
                revision,
                number,
                Optional.of("arn:" + number),
                preparedAt,
                Optional.of(preparedAt),
                begunAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static FinalAt at(String now, Period recovery, Holding holding, Epoch... epochs) {
        return CertificateRules.finalAt(List.of(epochs), DESTROYED, recovery, holding, Instant.parse(now));
    }

    private static void is(FinalAt found, String at, Finality finality, Because because) {
        assertThat(found.at()).contains(Instant.parse(at));
        assertThat(found.finality()).isEqualTo(finality);
        assertThat(found.because()).contains(because);
    }

    @Test
    void aWeekOfCopiesEndsBeforeAnyKeyIsDeleted() {
        is(
                at("2026-01-20T10:00:00Z", WEEK, Holding.NONE, current()),
                "2026-01-27T10:00:00Z",
                Finality.FORECAST,
                Because.COPIES_ENDED);
        is(
                at("2026-01-27T09:59:59Z", WEEK, Holding.NONE, current()),
                "2026-01-27T10:00:00Z",
                Finality.FORECAST,
                Because.COPIES_ENDED);
        is(
                at("2026-01-27T10:00:00Z", WEEK, Holding.NONE, current()),
                "2026-01-27T10:00:00Z",
                Finality.CONFIRMED,
                Because.COPIES_ENDED);
    }

    /** What no rule can see is said, until the wrapping keys are gone and it makes no difference any more. */
    @Test
    void aBackupByHandIsReckonedWithUntilTheKeysAreGoneForADay() {
        assertThat(at("2026-01-28T00:00:00Z", WEEK, Holding.NONE, current()).provided())
                .hasSize(1);
        assertThat(at("2026-02-10T01:59:59Z", WEEK, Holding.NONE, DELETED).provided())
                .hasSize(1);
        assertThat(at("2026-02-10T02:00:00Z", WEEK, Holding.NONE, DELETED).provided())
                .isEmpty();
    }

    /** Five weeks of copies: the month's key is deleted first, expected on 9 February at 1:10, and a day more has to pass. */
    @Test
    void theKeysDecideWhereTheyAreDeletedBeforeTheLastCopyEnds() {
        is(
                at("2026-01-20T10:00:00Z", LONGEST, Holding.NONE, current()),
                "2026-02-10T01:10:00Z",
                Finality.FORECAST,
                Because.WRAPPING_KEYS_DELETED);
        is(
                at("2026-02-10T01:59:59Z", LONGEST, Holding.NONE, DELETED),
                "2026-02-10T02:00:00Z",
                Finality.FORECAST,
                Because.WRAPPING_KEYS_DELETED);
        is(
                at("2026-02-10T02:00:00Z", LONGEST, Holding.NONE, DELETED),
                "2026-02-10T02:00:00Z",
                Finality.CONFIRMED,
                Because.WRAPPING_KEYS_DELETED);
        assertThat(at("2026-02-10T02:00:00Z", LONGEST, Holding.NONE, DELETED).provided())
                .isEmpty();
    }

    @Test
    void aKeyThatWasMadeBeforeItWasDestroyedCountsEvenIfItWasNotYetUsed() {
        var second = prepared(DESTROYED.minusSeconds(1));
        assertThat(at("2026-02-10T02:00:00Z", LONGEST, Holding.NONE, DELETED, second)
                        .finality())
                .isEqualTo(Finality.FORECAST);
        var after = prepared(DESTROYED.plusSeconds(1));
        assertThat(at("2026-02-10T02:00:00Z", LONGEST, Holding.NONE, DELETED, after)
                        .finality())
                .isEqualTo(Finality.CONFIRMED);
    }

    /** Nobody rotated for a month: what is expected is reckoned from now, and the copies' end comes first in the end. */
    @Test
    void aForecastIsNeverInThePastAndACertaintyNeverAForecast() {
        is(
                at("2026-02-20T12:00:00Z", LONGEST, Holding.NONE, current()),
                "2026-02-24T10:00:00Z",
                Finality.FORECAST,
                Because.COPIES_ENDED);
        is(
                at("2026-02-24T10:00:00Z", LONGEST, Holding.NONE, current()),
                "2026-02-24T10:00:00Z",
                Finality.CONFIRMED,
                Because.COPIES_ENDED);
    }

    @Test
    void whereNoEpochIsKnownTheCopiesDecide() {
        is(
                at("2026-02-24T09:00:00Z", LONGEST, Holding.NONE),
                "2026-02-24T10:00:00Z",
                Finality.FORECAST,
                Because.COPIES_ENDED);
    }

    @Test
    void underAHoldNothingIsFinalWhateverElseIsOver() {
        var held = at("2036-01-01T00:00:00Z", WEEK, new Holding(true, Optional.empty()), DELETED);
        assertThat(held.at()).isEmpty();
        assertThat(held.because()).isEmpty();
        assertThat(held.finality()).isEqualTo(Finality.HELD);
        assertThat(held.confirmed()).isFalse();
        assertThat(at("2036-01-01T00:00:00Z", WEEK, new Holding(true, Optional.of(DESTROYED)), DELETED)
                        .finality())
                .as("another is released")
                .isEqualTo(Finality.HELD);
    }

    /** The key of a hold is wrapped by one that is never deleted, so that only the copies of the table end. */
    @Test
    void whatWasHeldIsFinalAWeekAfterItsRelease() {
        var released = new Holding(false, Optional.of(Instant.parse("2026-03-01T08:00:00Z")));
        is(
                at("2026-03-08T07:59:59Z", WEEK, released, DELETED),
                "2026-03-08T08:00:00Z",
                Finality.FORECAST,
                Because.COPIES_ENDED);
        is(
                at("2026-03-08T08:00:00Z", WEEK, released, DELETED),
                "2026-03-08T08:00:00Z",
                Finality.CONFIRMED,
                Because.COPIES_ENDED);
        assertThat(at("2026-03-08T08:00:00Z", WEEK, released, DELETED).provided())
                .as("a backup by hand still opens with the hold's own master key")
                .hasSize(1);
        var before = new Holding(false, Optional.of(Instant.parse("2026-01-20T09:00:00Z")));
        is(
                at("2026-01-27T10:00:00Z", WEEK, before, current()),
                "2026-01-27T10:00:00Z",
                Finality.CONFIRMED,
                Because.COPIES_ENDED);
    }

    @Test
    void whatIsHeldIsKeptAndSaysOnWhatGround() {
        var tenant = new Tenant("acme");
        var held = new Holding(true, Optional.empty());
        var finalAt = at("2026-02-01T00:00:00Z", WEEK, held);
        var erasure = new Facts.Erasure(
                new SubjectId("sub1_lwpi66q7avknmqxx5mbwgf5vi4"),
                new RequestId("req_" + "0".repeat(26)),
                DESTROYED,
                Optional.empty(),
                1,
                0,
                List.of(),
                held);
        var certificate = CertificateRules.erasure(tenant, erasure, finalAt, DESTROYED);
        assertThat(certificate.kept()).extracting(Kept::ground).containsExactly("GDPR Art. 17(3)(e)");
        assertThat(certificate.destroyed())
                .as("nothing is said of what was not there")
                .hasSize(1);
        var day = new Facts.Day(LocalDate.parse("2026-01-19"), DESTROYED, 0, 0, Holding.NONE);
        assertThat(CertificateRules.expiry(tenant, day, finalAt, DESTROYED).kept())
                .extracting(Kept::ground)
                .containsExactly("GDPR Art. 5(2)");
        var counted = new Facts.Day(day.day(), DESTROYED, 9, 7, Holding.NONE);
        assertThat(CertificateRules.expiry(tenant, counted, finalAt, DESTROYED).kept())
                .extracting(Kept::ground)
                .containsExactly("GDPR Art. 5(2)", "GDPR Recital 26");
    }
}
