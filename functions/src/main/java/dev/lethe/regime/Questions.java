package dev.lethe.regime;

import dev.lethe.regime.ConsentModel.Demand;
import dev.lethe.regime.Deadline.Reading;
import dev.lethe.regime.Fact.Age;
import dev.lethe.regime.Fact.Right;
import dev.lethe.regime.Fact.Signal;
import dev.lethe.regime.Regime.Tie;
import dev.lethe.regime.Strictest.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the regimes that apply to somebody answer to what the suite has to know, and the strictest of it. Facts that are not
 * in force on the day, that a court has stopped, or that are only proposed, answer nothing.
 */
public final class Questions {
    /** The term of a fact that says how long nobody is asked again. */
    private static final String ASK_AGAIN = "ask_again";

    /** The term of a fact that says how long consent is good for. */
    private static final String RENEW = "renew";

    private final Regimes regimes;
    private final boolean assumes;

    public Questions(Regimes regimes) {
        this(regimes, true);
    }

    private Questions(Regimes regimes, boolean assumes) {
        this.regimes = regimes;
        this.assumes = assumes;
    }

    /** The same, asked of no law that applies only in case somebody lives there of whom nobody knows where they live. */
    public Questions assumingNothing() {
        return new Questions(regimes, false);
    }

    /** The regimes that apply to somebody, each with why. */
    public Map<String, Ground> applicable(Situation situation) {
        var applicable = ScopeRules.applicable(regimes.scopes(), situation);
        if (!assumes) {
            applicable.values().removeIf(Ground.RESIDENCE_UNKNOWN::equals);
        }
        return applicable;
    }

    /** What a class of purposes needs. */
    public Strictest<Demand> consent(PurposeClass purpose, Situation situation, LocalDate day) {
        return ask(
                situation,
                day,
                fact -> fact.consent()
                        .filter(consent -> consent.purpose() == purpose)
                        .map(consent -> consent.model().demand(situation.isAdult())),
                Comparator.<Demand>reverseOrder());
    }

    /**
     * Below which age a parent consents. Where the regime leaves it to its countries, the country's age is the answer; the
     * regime's own where the country is not known.
     */
    public Strictest<Integer> ageOfConsent(Situation situation, LocalDate day) {
        var national = situation.residence().flatMap(place -> ageIn(place.country()));
        var asked = ask(
                situation,
                day,
                fact -> fact.details().filter(of -> of.containsKey("table")).isPresent() && national.isPresent()
                        ? Optional.empty()
                        : fact.age().flatMap(Age::childAge),
                Comparator.<Integer>reverseOrder());
        if (national.isEmpty()) {
            return asked;
        }
        var findings = new ArrayList<>(asked.all());
        var fact = national.get();
        fact.age()
                .flatMap(Age::childAge)
                .ifPresent(age -> findings.add(new Finding<>(age, FactTable.AGES, Ground.RESIDENCE, fact)));
        return Strictest.of(findings, Comparator.reverseOrder());
    }

    /** The age of consent to an online service in a country whose law sets one under GDPR Art. 8. */
    public Optional<Fact> ageIn(Place country) {
        return regimes.table(FactTable.AGES).flatMap(ages -> ages.items().stream()
                .filter(fact -> fact.age().flatMap(Age::country).equals(Optional.of(country)))
                .findFirst());
    }

    /** Whether a parent has to consent for them. Of somebody whose age nobody knows, nothing is said. */
    public Optional<Boolean> needsParent(Situation situation, LocalDate day) {
        return situation.age().map(age -> ageOfConsent(situation, day)
                .best()
                .filter(limit -> age < limit.answer())
                .isPresent());
    }

    /** Whether their signals, such as Global Privacy Control, have to be honoured. */
    public Strictest<Signal> signal(Situation situation, LocalDate day) {
        var asked = ask(situation, day, Fact::signal, Comparator.<Signal>naturalOrder());
        var residence = situation.residence();
        var states = regimes.table(FactTable.SIGNALS).stream()
                .flatMap(table -> table.items().stream())
                .filter(fact -> residence.filter(place -> listed(fact, place)).isPresent())
                .map(fact -> new Finding<>(Signal.MANDATORY, FactTable.SIGNALS, Ground.RESIDENCE, fact))
                .toList();
        // A regime's own words say more than a list of states does.
        if (states.isEmpty()
                || asked.best().filter(of -> of.answer() != Signal.NONE).isPresent()) {
            return asked;
        }
        var findings = new ArrayList<>(asked.all());
        findings.addAll(states);
        return Strictest.of(findings, Comparator.naturalOrder());
    }

    private static boolean listed(Fact fact, Place place) {
        return fact.lists().map(lists -> lists.getOrDefault("states", List.of())).stream()
                .flatMap(List::stream)
                .anyMatch(place.code()::equals);
    }

    /** What somebody may ask for: each right that any of their regimes gives. */
    public Strictest<Right> rights(Situation situation, LocalDate day) {
        var findings = new ArrayList<Finding<Right>>();
        each(situation, day, asked -> asked.fact()
                .rights()
                .ifPresent(rights -> rights.forEach(right -> findings.add(asked.answering(right)))));
        return Strictest.of(findings, Comparator.naturalOrder());
    }

    /**
     * By when a request for a right has to be answered: the earliest of the safer readings. A rule that names rights is about no
     * others.
     */
    public Strictest<Reading> response(Situation situation, Right right, Instant receivedAt) {
        var deadlines = new Deadlines(regimes);
        var day = receivedAt.atOffset(ZoneOffset.UTC).toLocalDate();
        return ask(
                situation,
                day,
                fact -> fact.id().matches("[a-z0-9_]+[.]rights[.]response[a-z_]*")
                                && fact.rights().stream().allMatch(named -> named.contains(right))
                        ? deadlines.safer(fact, Term.DUE, new Beginning.Moment(receivedAt))
                        : Optional.empty(),
                Comparator.comparing((Reading reading) -> reading.until().toInstant()));
    }

    /** By when to answer it; where no law that is known to apply sets a time, by the one that the suite goes by otherwise. */
    public ResponseDue due(Situation situation, Right right, Instant receivedAt) {
        var asked = situation.hasPlace()
                ? assumingNothing().response(situation, right, receivedAt).best()
                : Optional.<Finding<Reading>>empty();
        return asked.map(found -> ResponseDue.of(found.fact(), found.answer(), Optional.of(found.because())))
                .orElseGet(() -> regimes.response().due(receivedAt));
    }

    /** How long somebody who has refused or opted out is not asked again: the longest of the times. */
    public Strictest<Period> askAgainAfter(Situation situation, LocalDate day) {
        return periods(
                situation,
                day,
                ASK_AGAIN,
                Comparator.comparingLong(Questions::days).reversed());
    }

    /** After how long without a word from them consent has to be asked for anew: the shortest of the times. */
    public Strictest<Period> renewAfter(Situation situation, LocalDate day) {
        return periods(situation, day, RENEW, Comparator.comparingLong(Questions::days));
    }

    private Strictest<Period> periods(Situation situation, LocalDate day, String term, Comparator<Period> first) {
        return ask(
                situation,
                day,
                fact -> fact.term(term)
                        .filter(of -> !of.length().isHours())
                        .map(of -> Period.parse(of.length().iso())),
                first);
    }

    /** Only to compare: a year and twelve months are as long as each other. */
    private static long days(Period period) {
        return LocalDate.EPOCH.plus(period).toEpochDay();
    }

    /** What has to be disclosed by a bot to somebody, and when; empty where nobody knows where they live. */
    public Optional<Disclosures> disclosures(Situation situation, LocalDate day) {
        return situation.residence().map(place -> disclosures(place, situation, day));
    }

    private Disclosures disclosures(Place place, Situation situation, LocalDate day) {
        var facts = regimes.table(FactTable.BOTS).stream()
                .flatMap(table -> table.items().stream())
                .filter(fact -> fact.isInForce(day))
                .filter(fact -> fact.bot()
                        .filter(bot -> isFor(bot, place) || bot.place().isIn(place) || binds(bot, situation))
                        .isPresent())
                .toList();
        return Disclosures.of(facts, situation.isMinor());
    }

    /** Whether the law binds who is established there, wherever people are. */
    private boolean binds(Fact.Bot bot, Situation situation) {
        return bot.by().filter(ties -> ties.contains(Tie.ESTABLISHMENT)).isPresent()
                && situation.establishments().stream().anyMatch(place -> isFor(bot, place));
    }

    private boolean isFor(Fact.Bot bot, Place place) {
        return place.isIn(bot.place())
                || (bot.place().equals(Disclosures.UNION)
                        && Optional.ofNullable(regimes.scopes().get("eu_gdpr"))
                                .filter(union -> ScopeRules.reaches(union.territory(), place))
                                .isPresent());
    }

    private <A> Strictest<A> ask(
            Situation situation, LocalDate day, Function<Fact, Optional<A>> answer, Comparator<A> first) {
        var findings = new ArrayList<Finding<A>>();
        each(situation, day, asked -> answer.apply(asked.fact())
                .ifPresent(found -> findings.add(asked.answering(found))));
        return Strictest.of(findings, first);
    }

    /** A regime that is asked, one of its facts, and why. */
    private record Asked(String regime, Ground because, Fact fact) {
        <A> Finding<A> answering(A answer) {
            return new Finding<>(answer, regime, because, fact);
        }
    }

    private void each(Situation situation, LocalDate day, Consumer<Asked> each) {
        applicable(situation).forEach((id, because) -> {
            var regime = regimes.regime(id).orElseThrow();
            regime.facts()
                    .filter(fact -> regime.isInForce(fact, day))
                    .forEach(fact -> each.accept(new Asked(id, because, fact)));
        });
    }
}
