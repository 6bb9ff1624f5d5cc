package dev.lethe.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.retention.RetentionRule.Action;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be kept of people without them, and what never. */
class AnonymisationTest {
    private static final long SEED = 20_260_302;
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final LanguageTag EN = new LanguageTag("en");
    private static final Purpose CHAT = new Purpose("chat-history");
    private static final Purpose SERVICE = new Purpose("service");

    private static Map<String, Integer> counted(int people, int peopleMin) {
        var counts = new WordCounts();
        IntStream.range(0, people).forEach(_ -> counts.add(Map.of(CHAT, Set.of("parcel"))));
        return counts.statistics(DAY, peopleMin).stream()
                .findFirst()
                .map(Statistic::people)
                .orElse(Map.of());
    }

    @ParameterizedTest
    @CsvSource({"0, 20, 0", "1, 20, 0", "19, 20, 0", "20, 20, 20", "24, 20, 20", "25, 20, 25", "22, 23, 0", "24, 23, 23"
    })
    void aWordIsToldOnceEnoughPeopleUsedItAndTheirNumberIsRounded(int people, int peopleMin, int told) {
        assertThat(counted(people, peopleMin)).isEqualTo(told == 0 ? Map.of() : Map.of("parcel", told));
    }

    @Test
    void aPurposeOfWhichNothingIsToldIsThereAllTheSame() {
        var counts = new WordCounts();
        counts.add(Map.of(CHAT, Set.of("parcel"), SERVICE, Set.of()));
        assertThat(counts.statistics(DAY, 20))
                .extracting(Statistic::purpose, of -> of.people().size())
                .containsExactly(tuple(CHAT, 0), tuple(SERVICE, 0));
    }

    @Test
    void noMoreWordsAreKeptThanOneRowHolds() {
        var many = IntStream.range(0, Statistic.WORDS_MAX + 50)
                .mapToObj("w%05d"::formatted)
                .collect(Collectors.toSet());
        var counts = new WordCounts();
        IntStream.range(0, 20).forEach(_ -> counts.add(Map.of(CHAT, many)));
        counts.add(Map.of(CHAT, Set.of("w01049")));
        assertThat(counts.statistics(DAY, 20).getFirst().people())
                .hasSize(Statistic.WORDS_MAX)
                .containsKey("w01049")
                .doesNotContainKey("w01048");
    }

    /** Whatever people say: nothing is told that fewer used, nobody counts twice, and nothing that many used is left out. */
    @Test
    void whatIsToldIsWhatEnoughPeopleUsed() {
        var random = new SplittableRandom(SEED);
        for (var round = 0; round < 200; round++) {
            var used = new TreeMap<String, Integer>();
            var counts = new WordCounts();
            for (var person = random.nextInt(0, 60); person > 0; person--) {
                var words = new TreeSet<String>();
                for (var said = random.nextInt(0, 12); said > 0; said--) {
                    words.add("word" + random.nextInt(1, 12));
                }
                words.forEach(word -> used.merge(word, 1, Integer::sum));
                counts.add(Map.of(CHAT, words));
            }
            used.values().removeIf(people -> people < 20);
            used.replaceAll((_, people) -> people - people % 5);
            var told = counts.statistics(DAY, 20).stream()
                    .findFirst()
                    .map(Statistic::people)
                    .orElse(Map.of());
            assertThat(told).as("seed %s, round %s", SEED, round).isEqualTo(used);
        }
    }

    @Test
    void whatAScheduleSinceAsksForCountsForEarlierDaysToo() {
        var statistic = new Statistic(DAY, CHAT, "message-text", 20, Map.of("parcel", 30, "refund", 20));
        assertThat(statistic.told(25).people()).isEqualTo(Map.of("parcel", 30));
        assertThat(statistic.told(25).peopleMin()).isEqualTo(25);
        assertThat(new Statistic(DAY, CHAT, "message-text", 40, Map.of())
                        .told(20)
                        .peopleMin())
                .as("what was not kept does not come back")
                .isEqualTo(40);
    }

    private static RetentionRule rule(Purpose purpose, String category, Action action, String... regimes) {
        return new RetentionRule(
                purpose,
                category,
                Optional.of(Set.of(regimes)).filter(named -> !named.isEmpty()),
                Period.ofDays(7),
                Map.of(EN, "Because"),
                Optional.of(action));
    }

    @Test
    void whereOneRuleHasItDeletedItIs() {
        var keeps = rule(CHAT, "message-text", Action.ANONYMISE);
        var deletes = rule(CHAT, "message-text", Action.DELETE, "br_lgpd");
        assertThat(anonymises(List.of(keeps, deletes), Set.of("eu_gdpr"))).isTrue();
        assertThat(anonymises(List.of(keeps, deletes), Set.of("eu_gdpr", "br_lgpd")))
                .isFalse();
        assertThat(anonymises(List.of(), Set.of())).isFalse();
        assertThat(anonymises(List.of(rule(SERVICE, "message-text", Action.ANONYMISE)), Set.of()))
                .isFalse();
    }

    private static boolean anonymises(List<RetentionRule> rules, Set<String> regimes) {
        return RetentionRules.anonymises(CHAT, "message-text", rules, regimes);
    }

    private static void assertRefused(String pointer, Runnable draft) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(draft::run).satisfies(malformed -> assertThat(
                        malformed.wrongs())
                .extracting(Wrong::pointer)
                .containsExactly(pointer));
    }

    private static ScheduleDraft draft(int peopleMin, RetentionRule... rules) {
        return new ScheduleDraft(EN, List.of(rules), List.of(), Optional.of(peopleMin));
    }

    @Test
    void aScheduleMayAskForMorePeopleAndNeverForFewer() {
        assertThat(draft(20).peopleAtLeast()).isEqualTo(20);
        assertThat(draft(500).peopleAtLeast()).isEqualTo(500);
        assertThat(new ScheduleDraft(EN, List.of(), List.of(), Optional.empty()).peopleAtLeast())
                .isEqualTo(20);
        assertRefused("/peopleMin", () -> draft(19));
        assertRefused("/peopleMin", () -> draft(1));
    }

    @Test
    void thereAreWordsInTextAlone() {
        assertRefused("/action", () -> rule(CHAT, "profile", Action.ANONYMISE));
        assertThat(rule(CHAT, "profile", Action.DELETE).anonymises()).isFalse();
    }

    @Test
    void aDaysPurposesFitIntoOneTransaction() {
        var rules = IntStream.rangeClosed(0, ScheduleDraft.ANONYMISED_MAX)
                .mapToObj(n -> rule(new Purpose("purpose-" + n), "message-text", Action.ANONYMISE))
                .toArray(RetentionRule[]::new);
        assertRefused("/rules", () -> draft(20, rules));
    }
}
