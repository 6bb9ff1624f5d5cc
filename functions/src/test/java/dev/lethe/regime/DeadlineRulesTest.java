package dev.lethe.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lethe.regime.Deadline.By;
import dev.lethe.regime.Deadline.Caveat;
import dev.lethe.regime.DeadlineRules.Asked;
import dev.lethe.regime.Term.Bound;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds of every deadline, over random rules, dates, zones, calendars and pauses. */
class DeadlineRulesTest {
    private static final int ROUNDS = 3_000;
    private static final Regimes REGIMES = new Regimes();
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("Europe/London"),
            ZoneId.of("Atlantic/Azores"),
            ZoneId.of("America/Los_Angeles"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Asia/Tokyo"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Kiritimati"),
            ZoneId.of("Pacific/Apia"),
            ZoneOffset.ofHours(-12));
    private static final List<Fact> FACTS = REGIMES.all().stream()
            .flatMap(Regime::facts)
            .filter(fact -> fact.terms().isPresent())
            .toList();
    private static final List<HolidayCalendar> CALENDARS = List.of("DE", "GB-ENG", "US-CA", "BR", "SG", "JP").stream()
            .map(code -> REGIMES.calendar(new Place(code)).orElseThrow())
            .toList();

    /** A random question about a random term of the packaged regimes. */
    private static final class Draw {
        private final Random random;
        private final Fact fact;
        private final Term term;
        private final Clock clock;
        private final ZoneId zone;
        private final Optional<HolidayCalendar> calendar;
        private final Optional<Fact.Pausing> pausing;
        private final Instant at;

        Draw(Random random) {
            this.random = random;
            this.fact = one(FACTS);
            this.term = one(fact.terms().orElseThrow());
            this.clock = REGIMES.clock(term.clock()).orElseThrow();
            this.zone = one(ZONES);
            this.calendar = random.nextInt(4) == 0 ? Optional.empty() : Optional.of(one(CALENDARS));
            this.pausing = REGIMES.all().stream()
                    .flatMap(Regime::facts)
                    .flatMap(of -> of.pause().stream())
                    .filter(of -> of.rules().contains(fact.id()))
                    .findFirst();
            this.at = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(random.nextInt(15 * 365 * 86_400 / 10) * 10L);
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        List<Pause> pauses() {
            var pauses = new ArrayList<Pause>();
            for (var i = random.nextInt(4); i >= 0; i--) {
                var from = at.atZone(zone).toLocalDate().plusDays(random.nextInt(120) - 10);
                pauses.add(new Pause(from, from.plusDays(random.nextInt(40))));
            }
            return pauses;
        }

        Deadline ask(Instant from, Optional<ZoneId> in, List<Pause> pauses) {
            return DeadlineRules.deadline(
                    fact, term, clock, new Asked(new Beginning.Moment(from), in, calendar, pauses, pausing));
        }

        @Override
        public String toString() {
            return fact.id() + " " + term.name() + " from " + at + " in " + zone + " by "
                    + calendar.map(HolidayCalendar::calendar);
        }
    }

    private static void each(Consumer<Draw> check) {
        var seed = Long.getLong("lethe.seed", new Random().nextLong());
        var random = new Random(seed);
        for (var round = 0; round < ROUNDS; round++) {
            var draw = new Draw(random);
            try {
                check.accept(draw);
            } catch (AssertionError e) {
                throw new AssertionError("-Dlethe.seed=" + seed + ": " + draw, e);
            }
        }
    }

    @Test
    void theSaferReadingIsNeverOnTheWrongSideOfAnyOther() {
        each(draw -> {
            var deadline = draw.ask(draw.at, Optional.of(draw.zone), draw.pauses());
            for (var reading : deadline.readings()) {
                assertSafer(deadline, reading.until().toInstant());
            }
        });
    }

    @Test
    void withoutAZoneItIsSaferThanInAnyZone() {
        each(draw -> {
            var unknown = draw.ask(draw.at, Optional.empty(), List.of());
            assertThat(unknown.readings()).isNotEmpty();
            for (var zone : ZONES) {
                assertSafer(
                        unknown,
                        draw.ask(draw.at, Optional.of(zone), List.of())
                                .safer()
                                .until()
                                .toInstant());
            }
        });
    }

    private static void assertSafer(Deadline deadline, Instant than) {
        if (deadline.term().bound() == Bound.AT_LEAST) {
            assertThat(deadline.safer().until().toInstant()).isAfterOrEqualTo(than);
        } else {
            assertThat(deadline.safer().until().toInstant()).isBeforeOrEqualTo(than);
        }
    }

    @Test
    void whoAsksLaterIsNeverDueEarlier() {
        each(draw -> {
            var later = draw.at.plus(Duration.ofMinutes(draw.random.nextInt(200_000)));
            for (var zone : List.of(Optional.of(draw.zone), Optional.<ZoneId>empty())) {
                var first = draw.ask(draw.at, zone, List.of());
                var second = draw.ask(later, zone, List.of());
                assertThat(second.due().toInstant())
                        .isAfterOrEqualTo(first.due().toInstant());
            }
            var first = draw.ask(draw.at, Optional.of(draw.zone), List.of());
            var second = draw.ask(later, Optional.of(draw.zone), List.of());
            assertThat(second.safer().until().toInstant())
                    .isAfterOrEqualTo(first.safer().until().toInstant());
        });
    }

    @Test
    void aPauseNeverShortens() {
        each(draw -> {
            var pauses = draw.pauses();
            var without = draw.ask(draw.at, Optional.of(draw.zone), List.of());
            var with = draw.ask(draw.at, Optional.of(draw.zone), pauses);
            assertThat(with.due().toInstant()).isAfterOrEqualTo(without.due().toInstant());
            assertThat(with.safer().until().toInstant())
                    .isAfterOrEqualTo(without.safer().until().toInstant());
            var fewer = draw.ask(draw.at, Optional.of(draw.zone), pauses.subList(1, pauses.size()));
            assertThat(with.due().toInstant()).isAfterOrEqualTo(fewer.due().toInstant());
        });
    }

    /** Holidays may only ever delay what the clock says, and never what is safe. */
    @Test
    void theSaferReadingRestsOnNoCalendar() {
        each(draw -> {
            var with = draw.ask(draw.at, Optional.of(draw.zone), List.of());
            var none = DeadlineRules.deadline(
                    draw.fact,
                    draw.term,
                    draw.clock,
                    new Asked(
                            new Beginning.Moment(draw.at),
                            Optional.of(draw.zone),
                            Optional.empty(),
                            List.of(),
                            draw.pausing));
            assertThat(with.safer().until()).isEqualTo(none.safer().until());
            assertThat(with.due()).isAfterOrEqualTo(none.due());
        });
    }

    private static Deadline once(
            String length, Bound bound, Clock clock, Beginning from, String zone, List<Pause> pauses) {
        var term = new Term(
                Term.DUE,
                new Length(length),
                bound,
                "OWN",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return DeadlineRules.deadline(
                REGIMES.fact("eu_gdpr.rights.response").orElseThrow(),
                term,
                clock,
                new Asked(
                        from,
                        Optional.of(zone).filter(given -> !given.isEmpty()).map(ZoneId::of),
                        Optional.empty(),
                        pauses,
                        Optional.of(new Fact.Pausing(
                                Fact.Pausing.Counted.BOTH_DAYS, Fact.Pausing.InSafer.COUNTED, Set.of("x.y")))));
    }

    private static Clock clock(String id) {
        return REGIMES.clock(id).orElseThrow();
    }

    private static Beginning.Day day(String date) {
        return new Beginning.Day(LocalDate.parse(date));
    }

    /** The last second of a day is the first one of its name where summer time ends at midnight, and there where it begins. */
    @ParameterizedTest
    @CsvSource({
        "2027-03-18,P10D,Europe/Berlin,2027-03-28T23:59:59+02:00",
        "2027-10-21,P10D,Europe/Berlin,2027-10-31T23:59:59+01:00",
        "2027-10-20,P10D,Africa/Cairo,2027-10-30T23:59:59+02:00",
        "2018-02-07,P10D,America/Sao_Paulo,2018-02-17T23:59:59-02:00",
        "2027-02-28,P1Y,Asia/Kolkata,2028-02-28T23:59:59+05:30",
        "2028-02-29,P1Y,Asia/Kolkata,2029-02-28T23:59:59+05:30",
        "2027-10-31,P4M,Asia/Kolkata,2028-02-29T23:59:59+05:30",
        "2011-12-20,P10D,Pacific/Apia,2011-12-30T23:59:59+14:00",
    })
    void aDayEndsWhereTheLawIs(String from, String length, String zone, String until) {
        var deadline = once(length, Bound.AT_MOST, clock("CAL_DAYS_EXCL"), day(from), zone, List.of());
        if (zone.equals("Pacific/Apia")) {
            // Samoa had no 30 December 2011.
            assertThat(deadline.due().toInstant()).isEqualTo("2011-12-31T09:59:59Z");
        } else {
            assertThat(deadline.due()).isEqualTo(until);
        }
    }

    @Test
    void hoursFromADayAloneAreCountedFromItsBeginning() {
        var deadline =
                once("PT72H", Bound.AT_MOST, clock("EU_1182_HOURS"), day("2027-03-27"), "Europe/Berlin", List.of());
        assertThat(deadline.safer().until()).isEqualTo("2027-03-30T01:00:00+02:00");
        assertThat(deadline.caveats()).contains(Caveat.DAY_ALONE);
        var anywhere = once("PT72H", Bound.AT_MOST, clock("HOURS_EXACT"), day("2027-03-27"), "", List.of());
        assertThat(anywhere.safer().until().toInstant()).isEqualTo("2027-03-29T10:00:00Z");
    }

    @Test
    void atOnceIsAtOnceWhateverTheHour() {
        var at = new Beginning.Moment(Instant.parse("2027-03-27T10:20:30Z"));
        assertThat(once("PT0S", Bound.AT_MOST, clock("EU_1182_HOURS"), at, "Europe/Berlin", List.of())
                        .due()
                        .toInstant())
                .isEqualTo(at.at());
    }

    @Test
    void hoursAreCountedBackWhereTheyComeBefore() {
        var at = new Beginning.Moment(Instant.parse("2027-03-27T10:00:00Z"));
        var deadline = once("PT48H", Bound.BEFORE, clock("HOURS_EXACT"), at, "Asia/Kolkata", List.of());
        assertThat(deadline.due().toInstant()).isEqualTo("2027-03-25T10:00:00Z");
        assertThat(deadline.caveats()).contains(Caveat.BEFORE_EVENT);
    }

    @ParameterizedTest
    @CsvSource({"P1M,BUS_DAYS_EXCL", "P1M,HOURS_EXACT", "P1Y,EU_1182_HOURS"})
    void aClockCountsNothingElseThanItsUnits(String length, String clock) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> once(length, Bound.AT_MOST, clock(clock), day("2027-01-01"), "Asia/Tokyo", List.of()));
    }

    @Test
    void ofTwoPausesWhatTheyShareStandsStillOnce() {
        var pauses = List.of(
                new Pause(LocalDate.parse("2027-01-10"), LocalDate.parse("2027-01-14")),
                new Pause(LocalDate.parse("2027-01-12"), LocalDate.parse("2027-01-16")),
                new Pause(LocalDate.parse("2027-01-12"), LocalDate.parse("2027-01-13")));
        assertThat(once("P30D", Bound.AT_MOST, clock("CAL_DAYS_EXCL"), day("2027-01-01"), "Asia/Tokyo", pauses)
                        .due())
                .isEqualTo("2027-02-07T23:59:59+09:00");
    }

    @Test
    void aPauseBeforeTheStartOrAfterTheEndDelaysNothing() {
        var pauses = List.of(
                new Pause(LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-31")),
                new Pause(LocalDate.parse("2027-02-01"), LocalDate.parse("2027-03-01")));
        assertThat(once("P30D", Bound.AT_MOST, clock("CAL_DAYS_EXCL"), day("2027-01-01"), "Asia/Tokyo", pauses)
                        .due())
                .isEqualTo("2027-01-31T23:59:59+09:00");
    }

    @Test
    void aPauseIsTheRightWayRound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pause(LocalDate.parse("2027-01-02"), LocalDate.parse("2027-01-01")));
    }

    @Test
    void everyReadingSaysHowItWasRead() {
        for (var by : By.values()) {
            assertThat(by.says()).isNotBlank();
        }
        for (var caveat : Caveat.values()) {
            assertThat(caveat.says()).endsWith(".");
        }
    }
}
