package dev.lethe.breach;

import dev.lethe.breach.Obligation.Note;
import dev.lethe.breach.Obligation.Sequence;
import dev.lethe.breach.Obligation.Sequence.Order;
import dev.lethe.breach.Obligation.Status;
import dev.lethe.breach.Spared.Why;
import dev.lethe.regime.BreachRule;
import dev.lethe.regime.BreachRule.Delay;
import dev.lethe.regime.Deadlines;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Ground;
import dev.lethe.regime.Place;
import dev.lethe.regime.Recipient;
import dev.lethe.regime.Regime;
import dev.lethe.regime.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds whom one regime wants told of a breach. Pure. */
final class RegimeObligationRules {
    /** What stands in a key where no period does. */
    private static final String PROMPTLY = "promptly";

    private final BreachFacts facts;
    private final In in;
    private final Duration ownTarget;
    private final DueRules dues;
    private final ThresholdRules thresholds;
    private final ExemptionRules exemptions;
    private final List<Obligation> found = new ArrayList<>();

    /**
     * A regime, and whom it protects here.
     *
     * @param rules those of its facts on breaches that are law on the day
     * @param ground the surest of the reasons why it applies
     * @param countries those whose authorities are told one by one; empty where one authority is for all
     * @param zone where the authority is
     * @param zones where the authorities of those countries are
     */
    record In(
            Regime regime,
            List<Fact> rules,
            Ground ground,
            Persons persons,
            List<Place> countries,
            Optional<ZoneId> zone,
            Map<Place, ZoneId> zones) {

        /** Whether it applies for sure. */
        boolean isCertain() {
            return ground == Ground.RESIDENCE || ground == Ground.ESTABLISHMENT;
        }

        Optional<ZoneId> zoneOf(Place country) {
            return Optional.ofNullable(zones.get(country));
        }
    }

    /** One thing that is owed by a rule. */
    private record Owed(Fact fact, BreachRule rule, Recipient recipient, Optional<Place> place, Optional<Term> term) {
        String key() {
            return fact.id() + "/" + term.map(Term::name).orElse(PROMPTLY) + "/" + recipient.slug()
                    + place.map(of -> "/" + of).orElse("");
        }
    }

    RegimeObligationRules(BreachFacts facts, Risk risk, Duration ownTarget, Deadlines deadlines, In in) {
        this.facts = facts;
        this.in = in;
        this.ownTarget = ownTarget;
        this.dues = new DueRules(facts, deadlines);
        this.thresholds = new ThresholdRules(facts, risk);
        this.exemptions = new ExemptionRules(facts);
    }

    /** What runs from the telling of others, or is to be before it, comes after that. */
    List<Obligation> obligations() {
        for (var following : List.of(false, true)) {
            for (var fact : in.rules()) {
                fact.breach()
                        .filter(rule -> ObligationRules.isFor(rule, facts.role()))
                        .filter(rule -> rule.only().stream().allMatch(facts::is))
                        .filter(rule -> follows(fact, rule) == following)
                        .ifPresent(rule -> find(fact, rule));
            }
        }
        return List.copyOf(found);
    }

    private boolean follows(Fact fact, BreachRule rule) {
        var terms = dues.terms(fact);
        return terms.isEmpty()
                ? rule.beforeOrWith().isPresent()
                : terms.stream().anyMatch(DueRules::runsFromNotice);
    }

    private void find(Fact fact, BreachRule rule) {
        var terms = dues.terms(fact).stream().map(Optional::of).toList();
        var periods = terms.isEmpty() ? List.of(Optional.<Term>empty()) : terms;
        rule.recipients().orElse(Set.of()).stream().sorted().forEach(recipient -> {
            for (var place : places(recipient)) {
                for (var term : periods) {
                    find(new Owed(fact, rule, recipient, place, term));
                }
            }
        });
    }

    private List<Optional<Place>> places(Recipient recipient) {
        return recipient == Recipient.SUPERVISORY_AUTHORITY && !in.countries().isEmpty()
                ? in.countries().stream().map(Optional::of).toList()
                : List.of(Optional.empty());
    }

    private void find(Owed owed) {
        var obligation = obligation(owed);
        found.add(obligation);
        if (obligation.spared().filter(of -> of.why() == Why.DISPROPORTIONATE).isPresent()) {
            found.add(obligation(new Owed(owed.fact(), owed.rule(), Recipient.PUBLIC, owed.place(), owed.term())));
        }
    }

    private Obligation obligation(Owed owed) {
        var notes = EnumSet.noneOf(Note.class);
        var threshold =
                in.isCertain() ? threshold(owed.rule()) : threshold(owed.rule()).and(Threshold.NOT_KNOWN);
        var spared = exemptions.of(owed.rule(), owed.recipient(), in.rules());
        var sentAt = facts.alreadySent().stream()
                .filter(sent -> sent.obligation().equals(owed.key()))
                .map(Sent::at)
                .findFirst();
        var counted = due(owed, notes);
        var target = counted.isPresent() || notes.contains(Note.NOT_STARTED)
                ? Optional.<Instant>empty()
                : Optional.of(facts.aware().plus(ownTarget));
        if (target.isPresent()) {
            notes.add(Note.NO_NUMBER);
        }
        if (facts.awareAt().isEmpty() && !notes.contains(Note.NOT_STARTED)) {
            notes.add(Note.PROVISIONAL);
        }
        if (owed.rule().phased().isPresent()) {
            notes.add(Note.PHASED);
        }
        if (owed.place().isPresent()) {
            notes.add(Note.EACH_AUTHORITY);
        }
        if (!in.isCertain()) {
            notes.add(Note.LAW_UNCERTAIN);
        }
        var others = owed.term().isEmpty() && counted.isPresent();
        var until = others ? Optional.<Instant>empty() : delay(owed, notes);
        return new Obligation(
                owed.key(),
                in.regime().regime(),
                in.ground(),
                owed.recipient(),
                owed.place(),
                called(owed),
                status(threshold, spared, sentAt),
                threshold,
                spared,
                sequence(owed.rule()),
                counted.map(of -> until.map(of::notBefore).orElse(of)),
                target.map(of -> until.filter(of::isBefore).orElse(of)),
                sentAt,
                Collections.unmodifiableSet(notes),
                owed.fact());
    }

    /** What the rule asks of a breach, and what the one that it is under does. */
    private Threshold threshold(BreachRule rule) {
        var own = thresholds.of(rule, in.persons());
        return rule.under()
                .flatMap(id ->
                        in.rules().stream().filter(fact -> fact.id().equals(id)).findFirst())
                .flatMap(Fact::breach)
                .map(over -> own.and(threshold(over)))
                .orElse(own);
    }

    private static Status status(Threshold threshold, Optional<Spared> spared, Optional<Instant> sentAt) {
        if (sentAt.isPresent()) {
            return Status.SENT;
        }
        if (threshold == Threshold.NOT_MET) {
            return Status.NOT_OWED;
        }
        if (spared.isPresent()) {
            return Status.EXEMPT;
        }
        return threshold == Threshold.MET ? Status.OWED : Status.OWED_UNTIL_KNOWN;
    }

    private Optional<Due> due(Owed owed, Set<Note> notes) {
        if (owed.term().isEmpty()) {
            return owed.rule().beforeOrWith().flatMap(this::with);
        }
        var term = owed.term().get();
        var from = DueRules.runsFromNotice(term) ? noticed(notes) : dues.start(term);
        if (from.isEmpty()) {
            notes.add(Note.NOT_STARTED);
        }
        return from.map(start -> dues.due(owed.fact(), term, start, zone(owed)));
    }

    /** When others were told, or else by when they have to be. */
    private Optional<Due> with(Recipient other) {
        return dues.toldAt(other, in.regime().regime())
                .map(at -> DueRules.at(at, in.zone()))
                .or(() -> earliest(other).flatMap(Obligation::due));
    }

    /** When people were told, or else the last moment for it. */
    private Optional<Instant> noticed(Set<Note> notes) {
        return dues.toldAt(Recipient.INDIVIDUALS, in.regime().regime()).or(() -> {
            notes.add(Note.IF_TOLD_LAST);
            return earliest(Recipient.INDIVIDUALS).flatMap(Obligation::by);
        });
    }

    private Optional<Obligation> earliest(Recipient recipient) {
        return found.stream().filter(of -> of.recipient() == recipient).min(Comparator.comparing(of -> of.by()
                .orElse(Instant.MAX)));
    }

    private Optional<ZoneId> zone(Owed owed) {
        return owed.place().flatMap(in::zoneOf).or(in::zone);
    }

    /** Until when nobody is to be told, where the law lets an authority say so. */
    private Optional<Instant> delay(Owed owed, Set<Note> notes) {
        var delayed = facts.delayedUntil()
                .filter(_ -> owed.recipient() != Recipient.CONTROLLER && owed.recipient() != Recipient.INTERNAL);
        if (delayed.isPresent()) {
            notes.add(mayBeDelayed(owed.recipient()) ? Note.DELAYED : Note.NO_DELAY);
        }
        return delayed.filter(_ -> notes.contains(Note.DELAYED));
    }

    /** A fact that names a delay and no recipient is about the telling of people. */
    private boolean mayBeDelayed(Recipient recipient) {
        var person = recipient == Recipient.PUBLIC ? Recipient.INDIVIDUALS : recipient;
        return in.rules().stream()
                .flatMap(fact -> fact.breach().stream())
                .filter(rule -> rule.delay()
                        .filter(of -> of.contains(Delay.LAW_ENFORCEMENT))
                        .isPresent())
                .anyMatch(rule -> rule.recipients().isEmpty() ? person == Recipient.INDIVIDUALS : rule.isFor(person));
    }

    private static Optional<Sequence> sequence(BreachRule rule) {
        return rule.beforeOrWith()
                .map(other -> new Sequence(Order.BEFORE_OR_WITH, other))
                .or(() -> rule.withOrAfter().map(other -> new Sequence(Order.WITH_OR_AFTER, other)));
    }

    private String called(Owed owed) {
        if (owed.recipient() != Recipient.SUPERVISORY_AUTHORITY) {
            return owed.recipient().says();
        }
        return owed.place()
                .map(country -> "the supervisory authority of " + country)
                .or(owed.rule()::called)
                .orElse(in.regime().authority());
    }
}
