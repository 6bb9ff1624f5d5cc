package dev.lethe.breach;

import dev.lethe.breach.Obligations.Silent;
import dev.lethe.regime.BreachRule;
import dev.lethe.regime.Deadlines;
import dev.lethe.regime.Fact;
import dev.lethe.regime.FactTable;
import dev.lethe.regime.Ground;
import dev.lethe.regime.Place;
import dev.lethe.regime.Questions;
import dev.lethe.regime.Recipient;
import dev.lethe.regime.Regime;
import dev.lethe.regime.Regimes;
import dev.lethe.regime.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds whom the law wants told of a breach, by when, and who need not be. Pure: the same facts have the same answer. What is not
 * known is taken to be owed, and told to be so.
 */
public final class ObligationRules {
    /** The suite's own target where the law says "without undue delay" and has no number: the period that most laws with one have. */
    public static final Duration OWN_TARGET = Duration.ofDays(3);

    /** At the same moment what the law has a number for comes before what it has none for. */
    private static final Comparator<Obligation> EARLIEST = Comparator.comparing(
                    (Obligation of) -> of.by().orElse(Instant.MAX))
            .thenComparing(of -> of.due().isEmpty())
            .thenComparing(Obligation::key);

    /** Who certainly is under a law comes before who perhaps is. */
    private static final List<Ground> SUREST =
            List.of(Ground.RESIDENCE, Ground.ESTABLISHMENT, Ground.REGION_UNKNOWN, Ground.RESIDENCE_UNKNOWN);

    private final Regimes regimes;
    private final Questions questions;
    private final Deadlines deadlines;
    private final Duration ownTarget;

    public ObligationRules(Regimes regimes) {
        this(regimes, OWN_TARGET);
    }

    /** @param ownTarget for what the law has no number for */
    public ObligationRules(Regimes regimes, Duration ownTarget) {
        this.regimes = regimes;
        this.questions = new Questions(regimes);
        this.deadlines = new Deadlines(regimes);
        this.ownTarget = ownTarget;
    }

    /** A regime that applies, with whom it protects here. */
    private static final class Applied {
        private Ground ground = Ground.RESIDENCE_UNKNOWN;
        private Persons persons = Persons.NOBODY;
        private final List<Affected> here = new ArrayList<>();

        void add(Affected affected, Ground because) {
            if (here.isEmpty() || SUREST.indexOf(because) < SUREST.indexOf(ground)) {
                ground = because;
            }
            here.add(affected);
            var counted = Persons.of(affected);
            var certain = because == Ground.RESIDENCE || because == Ground.ESTABLISHMENT;
            persons = persons.plus(certain ? counted : counted.perhaps());
        }
    }

    public Obligations of(BreachFacts facts) {
        var severity = facts.severity().map(answers -> scoring().severity(answers, facts));
        var risk = facts.risk()
                .filter(stated -> stated != Risk.UNKNOWN)
                .or(() -> severity.map(Severity::risk))
                .orElse(Risk.UNKNOWN);
        var applied = new LinkedHashMap<String, Applied>();
        var uncovered = new LinkedHashSet<Place>();
        facts.affected().forEach(affected -> apply(affected, facts.established(), applied, uncovered));
        var all = new ArrayList<Obligation>();
        var silent = new ArrayList<Silent>();
        applied.forEach((id, of) -> {
            var regime = regimes.regime(id).orElseThrow();
            var found =
                    new RegimeObligationRules(facts, risk, ownTarget, deadlines, in(regime, of, facts)).obligations();
            if (found.isEmpty()) {
                silent.add(new Silent(id, why(regime, facts)));
            }
            all.addAll(found);
        });
        all.sort(EARLIEST);
        silent.sort(Comparator.comparing(Silent::regime));
        return new Obligations(
                List.copyOf(all),
                risk,
                severity,
                facts.awareAt().isEmpty(),
                List.copyOf(silent),
                Collections.unmodifiableSet(uncovered));
    }

    private SeverityRules scoring() {
        return new SeverityRules(regimes.table(FactTable.ENISA).orElseThrow());
    }

    private void apply(Affected affected, Set<Place> established, Map<String, Applied> applied, Set<Place> uncovered) {
        var grounds = questions.applicable(new Situation(affected.place(), Optional.empty(), established));
        grounds.forEach(
                (id, because) -> applied.computeIfAbsent(id, _ -> new Applied()).add(affected, because));
        if (!grounds.containsValue(Ground.RESIDENCE)) {
            affected.place().ifPresent(uncovered::add);
        }
    }

    private RegimeObligationRules.In in(Regime regime, Applied applied, BreachFacts facts) {
        var countries = countries(regime, applied, facts);
        var zones = new HashMap<Place, ZoneId>();
        countries.forEach(country -> zone(country).ifPresent(zone -> zones.put(country, zone)));
        return new RegimeObligationRules.In(
                regime,
                rules(regime, facts),
                applied.ground,
                applied.persons,
                countries,
                zone(regime, applied, facts),
                Map.copyOf(zones));
    }

    /** The countries whose authorities are told one by one; none where one authority is for all. */
    private static List<Place> countries(Regime regime, Applied applied, BreachFacts facts) {
        var territory = regime.scope().territory();
        if (territory.stream().map(Place::country).distinct().count() == 1
                || facts.established().stream().anyMatch(place -> reaches(regime, place))) {
            return List.of();
        }
        return applied.here.stream()
                .flatMap(affected -> affected.place().stream())
                .filter(place -> reaches(regime, place))
                .map(Place::country)
                .distinct()
                .sorted(Comparator.comparing(Place::code))
                .toList();
    }

    /** Where the authority is: by the regime, or by the main establishment there, or by where most people live. */
    private Optional<ZoneId> zone(Regime regime, Applied applied, BreachFacts facts) {
        var peopled = applied.here.stream()
                .sorted(Comparator.comparingLong((Affected of) -> Persons.of(of).least())
                        .reversed())
                .flatMap(of -> of.place().stream());
        return regime.zone().map(ZoneId::of).or(() -> Stream.concat(facts.established().stream(), peopled)
                .filter(place -> reaches(regime, place))
                .flatMap(place -> zone(place.country()).stream())
                .findFirst());
    }

    private Optional<ZoneId> zone(Place country) {
        return regimes.calendar(country).map(calendar -> ZoneId.of(calendar.zone()));
    }

    private static boolean reaches(Regime regime, Place place) {
        return regime.scope().territory().stream().anyMatch(place::isIn);
    }

    /** The rules that are law on the day, and so is whatever they are under. */
    private static List<Fact> rules(Regime regime, BreachFacts facts) {
        var day = facts.aware()
                .atZone(regime.zone().map(ZoneId::of).orElse(ZoneOffset.UTC))
                .toLocalDate();
        var rules = new ArrayList<Fact>();
        for (var fact : regime.breach()) {
            var over = fact.breach().flatMap(BreachRule::under);
            if (regime.isInForce(fact, day)
                    && over.stream().allMatch(id -> rules.stream()
                            .anyMatch(of -> of.id().equals(id)))) {
                rules.add(fact);
            }
        }
        return List.copyOf(rules);
    }

    private static Silent.Why why(Regime regime, BreachFacts facts) {
        var any = regime.breach().stream()
                .flatMap(fact -> fact.breach().stream())
                .anyMatch(rule -> isFor(rule, facts.role()));
        return any ? Silent.Why.NOT_IN_FORCE : Silent.Why.NO_RULE;
    }

    /** A processor tells its controller, and the controller everybody else. */
    static boolean isFor(BreachRule rule, Role role) {
        return rule.recipients()
                .filter(recipients -> recipients.contains(Recipient.CONTROLLER) == (role == Role.PROCESSOR))
                .isPresent();
    }
}
