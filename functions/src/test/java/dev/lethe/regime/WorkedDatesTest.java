package dev.lethe.regime;

import static dev.lethe.regime.Deadline.By.CLOCK;
import static dev.lethe.regime.Deadline.By.DAY_BEFORE;
import static dev.lethe.regime.Deadline.By.DAY_EXCLUDED;
import static dev.lethe.regime.Deadline.By.EVENT_EXACT;
import static dev.lethe.regime.Deadline.By.HOLIDAYS_COUNT;
import static dev.lethe.regime.Deadline.By.NOT_ROLLED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.regime.Deadline.By;
import dev.lethe.regime.Deadline.Caveat;
import dev.lethe.regime.Deadlines.Answer;
import dev.lethe.regime.Deadlines.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked dates of the fact base, by their ids there. */
class WorkedDatesTest {
    private static final Deadlines DEADLINES = new Deadlines(new Regimes());
    private static final Questions QUESTIONS = new Questions(new Regimes());

    private static List<Deadline> ask(String rule, String from, String zone, String calendar, Pause... pauses) {
        var beginning = from.contains("T")
                ? new Beginning.Moment(OffsetDateTime.parse(from).toInstant())
                : new Beginning.Day(LocalDate.parse(from));
        var answer = DEADLINES.answer(new Question(
                rule,
                beginning,
                Optional.of(zone).filter(given -> !given.isEmpty()).map(ZoneId::of),
                Optional.of(calendar).filter(given -> !given.isEmpty()).map(Place::new),
                List.of(pauses)));
        return ((Answer.Found) answer).deadlines();
    }

    private static Deadline ask(String rule, String term, String from, String zone, String calendar) {
        return ask(rule, from, zone, calendar).stream()
                .filter(deadline -> deadline.term().name().equals(term))
                .findFirst()
                .orElseThrow();
    }

    private static OffsetDateTime reading(Deadline deadline, By by) {
        return deadline.readings().stream()
                .filter(reading -> reading.by() == by)
                .findFirst()
                .orElseThrow()
                .until();
    }

    @ParameterizedTest
    @CsvSource({
        // tv01: 72 hours over a weekend and the end of summer time
        "eu_gdpr.breach.sa,due,2026-10-23T16:20:00+02:00,Europe/Berlin,,EVENT_EXACT,2026-10-26T15:20:00+01:00",
        "eu_gdpr.breach.sa,due,2026-10-23T16:20:00+02:00,Europe/Berlin,,CLOCK,2026-10-26T16:00:00+01:00",
        // tv03: a request on 31 January
        "eu_gdpr.rights.response,due,2027-01-31,Europe/Vienna,,CLOCK,2027-03-01T23:59:59+01:00",
        "eu_gdpr.rights.extension,extended,2027-01-31,Europe/Vienna,,CLOCK,2027-04-30T23:59:59+02:00",
        "eu_gdpr.rights.extension,notice,2027-01-31,Europe/Vienna,,CLOCK,2027-03-01T23:59:59+01:00",
        // tv04: German and English calendars
        "eu_gdpr.rights.response,due,2026-11-25,,DE,CLOCK,2026-12-28T23:59:59+01:00",
        "uk_gdpr.rights.response,due,2026-11-25,,,CLOCK,2026-12-29T23:59:59+00:00",
        // tv06: acknowledgement of a complaint
        "uk_gdpr.rights.complaint_ack,due,2026-12-01,Europe/London,,CLOCK,2026-12-30T23:59:59+00:00",
        "uk_gdpr.rights.complaint_ack,due,2026-12-01,Europe/London,,DAY_EXCLUDED,2026-12-31T23:59:59+00:00",
        // tv07: a CCPA request
        "us_ca.rights.ack,due,2027-01-05,America/Los_Angeles,,CLOCK,2027-01-20T23:59:59-08:00",
        "us_ca.rights.response,due,2027-01-05,America/Los_Angeles,,CLOCK,2027-02-19T23:59:59-08:00",
        "us_ca.rights.response,due,2027-01-05,America/Los_Angeles,,DAY_BEFORE,2027-02-18T23:59:59-08:00",
        "us_ca.rights.extension,extended,2027-01-05,America/Los_Angeles,,CLOCK,2027-04-05T23:59:59-07:00",
        // tv08: an opt-out in the holidays
        "us_ca.rights.optout_deadline,due,2026-12-18,America/Los_Angeles,,CLOCK,2027-01-12T23:59:59-08:00",
        "us_ca.rights.optout_deadline,due,2026-12-18,America/Los_Angeles,,HOLIDAYS_COUNT,2027-01-08T23:59:59-08:00",
        // tv10: Texas
        "us_tx.breach.ag,due,2027-03-01,America/Chicago,,CLOCK,2027-03-31T23:59:59-05:00",
        "us_tx.breach.individuals,due,2027-03-01,America/Chicago,,CLOCK,2027-04-30T23:59:59-05:00",
        // tv12: Singapore over the Lunar New Year
        "sg_pdpa.breach.pdpc,due,2027-02-05T15:00:00+08:00,,,CLOCK,2027-02-08T23:59:59+08:00",
        // tv13: Japan over New Year
        "jp_appi.breach.final,due,2026-12-04,Asia/Tokyo,,CLOCK,2027-01-04T23:59:59+09:00",
        "jp_appi.breach.preliminary,due,2026-12-04,Asia/Tokyo,,NOT_ROLLED,2026-12-06T23:59:59+09:00",
        "jp_appi.breach.preliminary,latest,2026-12-04,Asia/Tokyo,,NOT_ROLLED,2026-12-08T23:59:59+09:00",
        // tv14: Swiss access, with and without a notice of cost
        "ch_fadp.rights.fee,due,2027-01-08,Europe/Zurich,,CLOCK,2027-02-17T23:59:59+01:00",
        "ch_fadp.rights.response,due,2027-01-04,Europe/Zurich,,CLOCK,2027-02-03T23:59:59+01:00",
        // tv16: Korea over New Year
        "kr_pipa.breach.individuals,due,2026-12-31T22:00:00+09:00,,,CLOCK,2027-01-03T22:00:00+09:00",
        "kr_pipa.breach.regulator,due,2026-12-31T22:00:00+09:00,,,CLOCK,2027-01-03T22:00:00+09:00",
        // tv17: China
        "cn_pipl.breach.incident,due,2027-02-06T23:30:00+08:00,,,CLOCK,2027-02-07T03:30:00+08:00",
        // tv18: India, once it has begun
        "in_dpdp.breach.board_detail,due,2027-05-20T10:00:00+05:30,,,CLOCK,2027-05-23T10:00:00+05:30",
        // tv23: exactly on the hour
        "eu_gdpr.breach.sa,due,2026-11-23T09:00:00+01:00,Europe/Berlin,,EVENT_EXACT,2026-11-26T09:00:00+01:00",
        "eu_gdpr.breach.sa,due,2026-11-23T09:00:00+01:00,Europe/Berlin,,CLOCK,2026-11-26T10:00:00+01:00",
        // tv25: one instant, two days of receipt
        "uk_gdpr.rights.response,due,2027-01-01T07:30:00+00:00,,,CLOCK,2027-02-01T23:59:59+00:00",
        "us_ca.rights.response,due,2027-01-01T07:30:00+00:00,,,CLOCK,2027-02-14T23:59:59-08:00",
    })
    void aWorkedDateIsWhatItSays(
            String rule, String term, String from, String zone, String calendar, By by, OffsetDateTime until) {
        var deadline = ask(rule, term, from, zone == null ? "" : zone, calendar == null ? "" : calendar);
        assertThat(reading(deadline, by)).isEqualTo(until);
        assertThat(deadline.safer().until().toInstant())
                .isBeforeOrEqualTo(deadline.due().toInstant());
    }

    @Test
    void theSaferReadingIsTheOneOfTheFacts() {
        assertThat(ask("eu_gdpr.breach.sa", "due", "2026-10-23T16:20:00+02:00", "Europe/Berlin", "")
                        .safer()
                        .by())
                .isEqualTo(EVENT_EXACT);
        assertThat(ask("us_ca.rights.response", "due", "2027-01-05", "", "")
                        .safer()
                        .by())
                .isEqualTo(DAY_BEFORE);
        assertThat(ask("us_ca.rights.optout_deadline", "due", "2026-12-18", "", "")
                        .safer()
                        .by())
                .isEqualTo(HOLIDAYS_COUNT);
        assertThat(ask("uk_gdpr.rights.complaint_ack", "due", "2026-12-01", "", "")
                        .safer()
                        .by())
                .isEqualTo(CLOCK);
        assertThat(reading(ask("uk_gdpr.rights.complaint_ack", "due", "2026-12-01", "", ""), DAY_EXCLUDED))
                .isEqualTo("2026-12-31T23:59:59+00:00");
        assertThat(ask("jp_appi.breach.final", "due", "2026-12-04", "", "")
                        .safer()
                        .by())
                .isEqualTo(NOT_ROLLED);
    }

    /** tv17: the closing summary runs from the closing. */
    @Test
    void aSummaryIsCountedFromItsOwnStart() {
        var summary = ask("cn_pipl.breach.incident", "summary", "2027-02-06", "", "");
        assertThat(summary.term().start()).contains("closing");
        assertThat(summary.term().length().iso()).isEqualTo("P30D");
    }

    /** tv18: before commencement there is no duty. */
    @ParameterizedTest
    @CsvSource({"2027-05-10T10:00:00+05:30,true", "2027-05-12T23:59:59+05:30,true", "2027-05-13T00:00:00+05:30,false"})
    void indiaIsNotInForceYet(String aware, boolean notYet) {
        var caveats = ask("in_dpdp.breach.board_detail", "due", aware, "", "").caveats();
        assertThat(caveats.contains(Caveat.NOT_IN_FORCE)).isEqualTo(notYet);
    }

    /** tv21: below which age a parent consents. */
    @ParameterizedTest
    @CsvSource({
        "DK,14,true",
        "AT,14,false",
        "DE,15,true",
        "FR,15,false",
        "US-CA,14,false",
        "US-CA,12,true",
        "KR,13,true",
        "IN,17,true",
        "BR,11,true",
        "CA-QC,14,false",
    })
    void aParentConsentsBelowTheAgeOfTheCountry(String place, int age, boolean parent) {
        var situation = new Situation(Optional.of(new Place(place)), Optional.of(age), Set.of());
        assertThat(QUESTIONS.needsParent(situation, LocalDate.parse("2027-06-01")))
                .contains(parent);
    }

    /** tv21: in California those from 13 to 15 opt in to a sale themselves. */
    @Test
    void aMinorInCaliforniaOptsInPersonally() {
        var fact = new Regimes().fact("us_ca.age.sale").orElseThrow();
        assertThat(fact.age().flatMap(Fact.Age::selfFrom)).contains(13);
        assertThat(fact.age().flatMap(Fact.Age::selfTo)).contains(15);
    }

    /** tv26: how often a bot reminds a known minor of what it is. */
    @Test
    void remindersComeAsOftenAsAnyOfTheLawsWants() {
        var day = LocalDate.parse("2027-01-10");
        var california = disclosures("US-CA", day);
        var newYork = disclosures("US-NY", day);
        var washington = disclosures("US-WA", day);
        assertThat(said(california)).containsExactly("15:00", "18:00");
        assertThat(said(newYork)).containsExactly("12:00", "15:00", "18:00");
        assertThat(said(washington)).startsWith("12:00", "13:00", "14:00", "15:00");
        var all = california.with(newYork).with(washington);
        assertThat(all.atStart()).isTrue();
        assertThat(all.every()).contains(Duration.ofHours(1));
        assertThat(disclosures("US-WA", LocalDate.parse("2026-12-31")).every()).isEmpty();
    }

    private static Disclosures disclosures(String place, LocalDate day) {
        var minor = new Situation(Optional.of(new Place(place)), Optional.of(15), Set.of());
        return QUESTIONS.disclosures(minor, day).orElseThrow();
    }

    private static List<String> said(Disclosures disclosures) {
        var start = OffsetDateTime.parse("2027-01-10T12:00:00-08:00");
        var every = disclosures.every().orElseThrow();
        return Stream.iterate(start, at -> !at.isAfter(start.plusHours(6)), at -> at.plus(every))
                .skip(disclosures.atStart() ? 0 : 1)
                .map(at -> at.toLocalTime().toString())
                .toList();
    }

    /** DPA 2018 s. 54(3C): the days of asking and of answering do not count either, and the end rolls afterwards. */
    @Test
    void theClockStandsStillInTheUnitedKingdom() {
        var pause = new Pause(LocalDate.parse("2027-01-11"), LocalDate.parse("2027-01-15"));
        var deadline =
                ask("uk_gdpr.rights.response", "2027-01-04", "", "", pause).getFirst();
        // 4 February, and five days: Tuesday, 9 February.
        assertThat(deadline.due()).isEqualTo("2027-02-09T23:59:59+00:00");
        assertThat(deadline.safer().until()).isEqualTo("2027-02-08T23:59:59+00:00");
    }

    @Test
    void whereOnlySomeAuthorityLetsItStandStillTheSaferReadingDoesNot() {
        var pause = new Pause(LocalDate.parse("2027-01-11"), LocalDate.parse("2027-01-15"));
        var deadline =
                ask("eu_gdpr.rights.response", "2027-01-04", "", "DE", pause).getFirst();
        assertThat(deadline.due()).isEqualTo("2027-02-08T23:59:59+01:00");
        assertThat(deadline.safer().until()).isEqualTo("2027-02-04T23:59:59+01:00");
    }

    @Test
    void aPauseThatNoLawKnowsIsNotCountedAndThatIsSaid() {
        var pause = new Pause(LocalDate.parse("2027-01-11"), LocalDate.parse("2027-01-15"));
        var deadline = ask("us_ca.rights.response", "2027-01-05", "", "", pause).getFirst();
        assertThat(deadline.due()).isEqualTo("2027-02-19T23:59:59-08:00");
        assertThat(deadline.caveats()).contains(Caveat.PAUSE_IGNORED);
    }

    /** 1 January 2050 is a Saturday: what is known of the year is its weekends. */
    @Test
    void beyondTheCalendarsYearsNoHolidayDelaysAnything() {
        var deadline = ask("eu_gdpr.rights.response", "due", "2049-12-01", "", "DE");
        assertThat(deadline.due()).isEqualTo("2050-01-03T23:59:59+01:00");
        assertThat(deadline.caveats()).contains(Caveat.BEYOND_HORIZON);
        var ack = ask("us_ca.rights.ack", "due", "2049-12-20", "", "");
        assertThat(ack.due()).isEqualTo(ack.safer().until());
        assertThat(ack.caveats()).contains(Caveat.BEYOND_HORIZON);
    }

    @Test
    void whereNoCalendarIsKnownThatIsSaid() {
        var deadline = ask("cn_pipl.rights.response", "due", "2027-02-01", "", "");
        assertThat(deadline.caveats()).contains(Caveat.NO_CALENDAR, Caveat.GUIDANCE);
        assertThat(deadline.due()).isEqualTo("2027-02-22T23:59:59+08:00");
    }

    @Test
    void aZoneBringsTheOnlyCalendarThatItHas() {
        assertThat(ask("eu_gdpr.rights.response", "due", "2026-11-25", "Europe/Berlin", "")
                        .due())
                .isEqualTo("2026-12-28T23:59:59+01:00");
    }

    @Test
    void whatAnotherRuleNamesIsRefused() {
        assertThat(DEADLINES.answer(question("eu_gdpr.rights.invented"))).isInstanceOf(Answer.NoSuchRule.class);
        assertThat(DEADLINES.answer(question("invented"))).isInstanceOf(Answer.NoSuchRule.class);
        assertThat(DEADLINES.answer(question("../eu_gdpr.rights.response"))).isInstanceOf(Answer.NoSuchRule.class);
        assertThat(DEADLINES.answer(question("eu_gdpr.breach.individuals"))).isInstanceOf(Answer.NoPeriod.class);
    }

    private static Question question(String rule) {
        return new Question(rule, new Beginning.Moment(Instant.EPOCH), Optional.empty(), Optional.empty(), List.of());
    }
}
