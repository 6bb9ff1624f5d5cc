package dev.lethe.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.disclosure.DisclosureRules.Schedule;
import dev.lethe.http.Malformed;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Place;
import dev.lethe.regime.Questions;
import dev.lethe.regime.Regimes;
import dev.lethe.regime.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureRulesTest {
    private static final Questions LAW = new Questions(new Regimes());
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    /** When everything that is dated in the data is in force. */
    private static final Instant LATER = Instant.parse("2027-07-10T12:00:00Z");

    /** At the start of a session in which nothing was said yet. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,     false, '',                                                            -",
                "-,     true,  '',                                                            -",
                "DE,    false, bot.eu.art50_1 bot.eu.art50_5,                                 -",
                "DE-BE, true,  bot.eu.art50_1 bot.eu.art50_5,                                 -",
                "US-CA, false, bot.ca.sb1001 bot.ca.sb243.disclose,                           -",
                "US-CA, true,  bot.ca.sb1001 bot.ca.sb243.disclose bot.ca.sb243.minor,        PT3H",
                "US-NY, false, bot.ny.art47,                                                  PT3H",
                "US-NY, true,  bot.ny.art47,                                                  PT3H",
                "US-CT, false, bot.ct,                                                        -",
                "US-CT, true,  bot.ct,                                                        PT1H",
                "US-UT, false, '',                                                            -",
                "CN,    false, bot.cn,                                                        PT2H",
                "KR,    false, '',                                                            -",
            })
    void fromTheStartABotSaysWhatItIs(@Nullable String residence, boolean minor, String laws, @Nullable Duration next) {
        var schedule = schedule(new Session(START, Optional.empty(), Optional.empty()), residence, minor, START);
        assertThat(schedule.owed()).hasValueSatisfying(owed -> {
            assertThat(owed.sentence()).isEqualTo(Sentence.START);
            assertThat(owed.since()).isEqualTo(START);
            assertThat(ids(owed.laws())).isEqualTo(laws);
        });
        assertThat(schedule.next()).isEqualTo(Optional.ofNullable(next).map(START::plus));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BR", "JP", "GB", "CH"})
    void nothingIsOwedByNoLaw(String residence) {
        for (var minor : List.of(true, false)) {
            assertThat(schedule(
                            new Session(START, Optional.empty(), Optional.of(START)),
                            residence,
                            minor,
                            START.plus(Duration.ofDays(1))))
                    .isEqualTo(Schedule.EMPTY);
        }
    }

    /** A law that is not in force yet owes nothing; Washington's is from 2027 on. */
    @Test
    void aLawIsKeptFromTheDayItIsInForce() {
        var said = session(LATER, Duration.ZERO, null);
        assertThat(schedule(said, "US-WA", true, LATER.plus(Duration.ofHours(1)))
                        .owed())
                .hasValueSatisfying(owed -> assertThat(ids(owed.laws())).isEqualTo("bot.wa"));
        var before = session(START, Duration.ZERO, null);
        assertThat(schedule(before, "US-WA", true, START.plus(Duration.ofHours(9))))
                .isEqualTo(Schedule.EMPTY);
    }

    /** Everything as elapsed since the start; {@code next} as what nobody has to say before. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // residence, minor, said, asked, now, sentence, since, laws, next
                "-,     false, PT0S,    -,    P9D,             -,              -,    -,                             -",
                "-,     false, PT0S,    PT1S, PT2S,            START,          PT1S, '',                            -",
                "-,     false, PT1S,    PT1S, PT2S,            -,              -,    -,                             -",
                "DE,    false, PT0S,    -,    P9D,             -,              -,    -,                             -",
                "DE,    false, PT0S,    PT1H, PT1H,            START,          PT1H, bot.eu.art50_1 bot.eu.art50_5, -",
                "US-UT, false, PT0S,    -,    P9D,             -,              -,    -,                             -",
                "US-UT, false, PT0S,    PT5M, PT6M,            START,          PT5M, bot.ut.request,                -",
                "US-UT, false, -,       PT5M, PT6M,            START,          PT0S, bot.ut.request,                -",
                "US-UT, false, PT6M,    PT5M, PT7M,            -,              -,    -,                             -",
                "US-CA, false, PT0S,    -,    P9D,             -,              -,    -,                             -",
                "US-CA, true,  PT0S,    -,    PT2H59M59.999S,  -,              -,    -,                             PT3H",
                "US-CA, true,  PT0S,    -,    PT3H,            REMINDER_MINOR, PT3H, bot.ca.sb243.minor,            PT6H",
                "US-CA, true,  PT3H5M,  -,    PT6H4M,          -,              -,    -,                             PT6H5M",
                "US-CA, true,  PT3H5M,  -,    PT6H5M,          REMINDER_MINOR, PT6H5M, bot.ca.sb243.minor,          PT9H5M",
                "US-NY, false, PT0S,    -,    PT2H59M59.999S,  -,              -,    -,                             PT3H",
                "US-NY, false, PT0S,    -,    PT3H,            REMINDER,       PT3H, bot.ny.art47,                  PT6H",
                "US-NY, true,  PT0S,    -,    PT3H,            REMINDER,       PT3H, bot.ny.art47,                  PT6H",
                "US-NY, false, -,       -,    PT4H,            REMINDER,       PT0S, bot.ny.art47,                  PT7H",
                "US-NY, false, PT0S,    PT2H, PT4H,            REMINDER,       PT2H, bot.ny.art47,                  PT7H",
                "US-CT, true,  PT0S,    -,    PT1H,            REMINDER_MINOR, PT1H, bot.ct,                        PT2H",
                "US-CT, false, PT0S,    -,    P9D,             -,              -,    -,                             -",
                "CN,    false, PT0S,    -,    PT2H,            REMINDER,       PT2H, bot.cn,                        PT4H",
                "US,    true,  PT0S,    -,    PT1H,            REMINDER_MINOR, PT1H, "
                        + "bot.ca.sb243.minor bot.ny.art47 bot.ct, PT2H",
            })
    void afterThatWhatIsDueIsWhatTheLawsWant(
            @Nullable String residence,
            boolean minor,
            @Nullable Duration said,
            @Nullable Duration asked,
            Duration now,
            @Nullable Sentence sentence,
            @Nullable Duration since,
            @Nullable String laws,
            @Nullable Duration next) {
        var schedule = schedule(session(START, said, asked), residence, minor, START.plus(now));
        assertThat(schedule.owed().map(owed -> owed.sentence())).isEqualTo(Optional.ofNullable(sentence));
        assertThat(schedule.owed().map(owed -> owed.since()))
                .isEqualTo(Optional.ofNullable(since).map(START::plus));
        assertThat(schedule.owed().map(owed -> ids(owed.laws()))).isEqualTo(Optional.ofNullable(laws));
        assertThat(schedule.next()).isEqualTo(Optional.ofNullable(next).map(START::plus));
    }

    /** The fact base's worked example: a known minor, from noon on, with a bot that says what is due when it is. */
    @ParameterizedTest
    @CsvSource({
        "US-CA, PT0S PT3H PT6H",
        "US-NY, PT0S PT3H PT6H",
        "US-WA, PT0S PT1H PT2H PT3H PT4H PT5H PT6H",
        "US,    PT0S PT1H PT2H PT3H PT4H PT5H PT6H",
    })
    void aBotThatSaysWhatIsDueKeepsTheSchedule(String residence, String times) {
        var start = Instant.parse("2027-01-10T20:00:00Z");
        var session = new Session(start, Optional.empty(), Optional.empty());
        var said = new ArrayList<String>();
        for (var elapsed = Duration.ZERO; elapsed.toHours() < 7; elapsed = elapsed.plusMinutes(1)) {
            var now = start.plus(elapsed);
            if (schedule(session, residence, true, now).owed().isPresent()) {
                said.add(elapsed.toString());
                session = new Session(start, Optional.of(now), Optional.empty());
            }
        }
        assertThat(String.join(" ", said)).isEqualTo(times);
    }

    @Test
    void nothingIsSaidOrAskedBeforeASessionBegins() {
        var before = Optional.of(START.minusNanos(1));
        assertThatThrownBy(() -> new Session(START, before, Optional.empty())).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new Session(START, Optional.empty(), before)).isInstanceOf(Malformed.class);
    }

    private static Session session(Instant start, @Nullable Duration said, @Nullable Duration asked) {
        return new Session(
                start,
                Optional.ofNullable(said).map(start::plus),
                Optional.ofNullable(asked).map(start::plus));
    }

    private static Schedule schedule(Session session, @Nullable String residence, boolean minor, Instant now) {
        var who = new Situation(Optional.ofNullable(residence).map(Place::new), Optional.of(minor ? 15 : 30), Set.of());
        var law = LAW.disclosures(who, LocalDate.ofInstant(now, ZoneOffset.UTC));
        return DisclosureRules.schedule(session, law, minor, now);
    }

    private static String ids(List<Fact> laws) {
        return laws.stream().map(Fact::id).collect(Collectors.joining(" "));
    }
}
