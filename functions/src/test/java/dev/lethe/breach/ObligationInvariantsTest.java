package dev.lethe.breach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.breach.Obligation.Status;
import dev.lethe.breach.Spared.Why;
import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.regime.Circumstance;
import dev.lethe.regime.DataKind;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Regimes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds of any facts, over facts of chance. A failure prints the seed and the facts. */
class ObligationInvariantsTest {
    private static final Regimes REGIMES = new Regimes();
    private static final ObligationRules RULES = new ObligationRules(REGIMES);
    private static final int DRAWS = 60;
    private static final long SEED = Long.getLong("lethe.seed", new Random().nextLong());
    private static final List<String> PLACES = List.of(
            "DE", "FI", "GB", "US-CA", "US-CO", "US-CT", "US-NY", "US-TX", "US-VA", "BR", "CA", "CA-QC", "AU", "IN",
            "SG", "JP", "KR", "CH", "ZA", "CN", "US", "US-WA");
    private static final List<Integer> NUMBERS =
            List.of(1, 99, 249, 250, 499, 500, 501, 999, 1000, 1001, 5000, 5001, 10_001, 999_999, 1_000_000);

    private static final List<String> CIRCUMSTANCES = Arrays.stream(Circumstance.values())
            .filter(of -> of != Circumstance.IMPROPER_PURPOSE)
            .map(Shape::written)
            .toList();

    private final Random random = new Random(SEED);

    private Told draw() {
        var at = Instant.parse("2026-06-01T00:00:00Z").plusSeconds(random.nextInt(40_000_000));
        var told = Told.aware(at.toString())
                .with("detectedAt", at.minusSeconds(random.nextInt(900_000)).toString());
        var places = new ArrayList<>(PLACES);
        Collections.shuffle(places, random);
        places.subList(0, 1 + random.nextInt(5)).forEach(place -> {
            var people = new LinkedHashMap<String, Object>(Map.of("place", place));
            if (chance()) {
                people.put("persons", NUMBERS.get(random.nextInt(NUMBERS.size())));
                if (chance()) {
                    people.put("exactness", some(Affected.Exactness.values()));
                }
            }
            told.people(new String(Json.write(people), StandardCharsets.UTF_8));
        });
        maybe(() -> told.with("role", some(Role.values())));
        maybe(() -> told.with("risk", some(Risk.values())));
        maybe(() -> told.with("data", List.of(some(DataKind.values()))));
        maybe(() -> told.with("encrypted", true).with("keys", some(KeySafety.values())));
        for (var yes : List.of("malicious", "seriousHarm", "highRiskRemoved", "noticeDisproportionate")) {
            maybe(() -> told.with(yes, chance()));
        }
        maybe(() -> told.with("establishments", List.of(PLACES.get(random.nextInt(PLACES.size())))));
        maybe(() -> told.with("circumstances", List.of(CIRCUMSTANCES.get(random.nextInt(CIRCUMSTANCES.size())))));
        maybe(() -> told.with(
                "delayedUntil", at.plus(Duration.ofDays(random.nextInt(90))).toString()));
        return told;
    }

    private boolean chance() {
        return random.nextBoolean();
    }

    private void maybe(Runnable then) {
        if (chance()) {
            then.run();
        }
    }

    private String some(Enum<?>[] of) {
        return Shape.written(of[random.nextInt(of.length)]);
    }

    private void each(Consumer<Told> holds) {
        for (var i = 0; i < DRAWS; i++) {
            var told = draw();
            try {
                holds.accept(told);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dlethe.seed=" + SEED + ", draw " + i + ", facts " + told, e);
            }
        }
    }

    private static Map<String, Obligation> by(BreachFacts facts) {
        return RULES.of(facts).all().stream().collect(Collectors.toMap(Obligation::key, of -> of));
    }

    private static BreachFacts with(BreachFacts of, Consumer<Map<String, Object>> change) {
        @SuppressWarnings("unchecked") // A record's tree.
        var tree = (Map<String, Object>) Shape.tree(of);
        change.accept(tree);
        return Shape.of(BreachFacts.class).read(tree);
    }

    @Test
    void theReadingToKeepToIsNeverLaterThanTheRulesOwn() {
        each(told -> RULES.of(told.facts()).all().forEach(of -> {
            of.due().ifPresent(due -> assertThat(due.safer().toInstant())
                    .isBeforeOrEqualTo(due.until().toInstant()));
            assertThat(of.due().isPresent() && of.ownTarget().isPresent()).isFalse();
            assertThat(of.status() == Status.EXEMPT)
                    .isEqualTo(of.spared().isPresent() && of.threshold() != Threshold.NOT_MET);
        }));
    }

    @Test
    void morePeopleNeverRemoveAnObligation() {
        each(told -> {
            var facts = told.facts();
            var more = with(
                    facts,
                    tree -> tree.put(
                            "affected",
                            facts.affected().stream()
                                    .map(of -> {
                                        @SuppressWarnings("unchecked") // A record's tree.
                                        var people = (Map<String, Object>) Shape.tree(of);
                                        people.computeIfPresent("persons", (_, persons) -> (Integer) persons * 3);
                                        return people;
                                    })
                                    .toList()));
            var after = by(more);
            by(facts).forEach((key, was) -> {
                assertThat(after).containsKey(key);
                var is = Objects.requireNonNull(after.get(key));
                if (was.status().isOpen()) {
                    assertThat(is.status().isOpen()).isTrue();
                }
                assertThat(is.threshold()).isGreaterThanOrEqualTo(was.threshold());
            });
        });
    }

    @Test
    void keysThatAreNotKnownToBeSafeSpareNobody() {
        each(told -> {
            for (var keys : List.of("exposed", "unknown")) {
                assertThat(RULES.of(told.with("encrypted", true)
                                        .with("keys", keys)
                                        .facts())
                                .all())
                        .noneMatch(of -> of.spared()
                                .filter(spared -> spared.why() == Why.UNINTELLIGIBLE)
                                .isPresent());
            }
        });
    }

    @Test
    void laterAwarenessIsNeverDueEarlier() {
        each(told -> {
            var facts = told.facts();
            // Within a day, so that the same law is in force.
            var later = by(with(
                    facts,
                    tree -> tree.put(
                            "awareAt",
                            facts.aware().plusSeconds(random.nextInt(80_000)).toString())));
            by(facts).forEach((key, was) -> {
                assertThat(later.getOrDefault(key, was).by().orElse(Instant.MAX))
                        .as(key)
                        .isAfterOrEqualTo(was.by().orElse(Instant.MAX));
            });
        });
    }

    @Test
    void whatIsNotKnownCountsAsOwed() {
        each(told -> {
            var known = by(told.facts());
            var unknown = by(told.without("risk")
                    .without("data")
                    .without("malicious")
                    .without("seriousHarm")
                    .without("encrypted")
                    .without("keys")
                    .without("highRiskRemoved")
                    .without("noticeDisproportionate")
                    .without("circumstances")
                    .facts());
            known.forEach((key, of) -> {
                // An assessment is made as long as nothing is known, and the public is told instead of people.
                assertThat(!of.status().isOpen()
                                || unknown.getOrDefault(key, of).status().isOpen())
                        .as(key)
                        .isTrue();
            });
        });
    }

    @Test
    void whatIsProposedOrStoppedNeverCounts() {
        each(told -> assertThat(RULES.of(told.facts()).all())
                .allMatch(
                        of -> REGIMES.regime(of.regime()).orElseThrow().breach().contains(of.fact()))
                .noneMatch(of -> of.fact()
                        .status()
                        .filter(is -> is == Fact.Status.BILL || is == Fact.Status.ENJOINED)
                        .isPresent()));
    }

    @Test
    void theSameFactsInAnotherOrderHaveTheSameAnswer() {
        each(told -> {
            var facts = told.facts();
            var reversed = with(
                    facts,
                    tree -> tree.put(
                            "affected",
                            facts.affected().reversed().stream()
                                    .map(Shape::tree)
                                    .toList()));
            assertThat(by(reversed).keySet()).isEqualTo(by(facts).keySet());
            assertThat(ObligationChangeRules.between(RULES.of(facts), RULES.of(facts)))
                    .isEmpty();
        });
    }
}
