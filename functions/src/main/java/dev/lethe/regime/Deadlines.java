package dev.lethe.regime;

import dev.lethe.regime.Deadline.Caveat;
import dev.lethe.regime.Deadline.Reading;
import dev.lethe.regime.DeadlineRules.Asked;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** When the periods of a rule end. */
public final class Deadlines {
    /** How many pauses are counted. */
    public static final int PAUSES_MAX = 100;

    private final Regimes regimes;

    public Deadlines(Regimes regimes) {
        this.regimes = regimes;
    }

    /**
     * What is asked of a rule.
     *
     * @param rule the id of a fact
     * @param zone where the law is, if not where its authority is
     * @param calendar whose public holidays count, if not those of its authority
     */
    public record Question(
            String rule, Beginning from, Optional<ZoneId> zone, Optional<Place> calendar, List<Pause> pauses) {
        public Question {
            if (pauses.size() > PAUSES_MAX) {
                throw new IllegalArgumentException("more pauses than are counted");
            }
        }
    }

    /** What is answered. */
    public sealed interface Answer {

        /** Every period of the rule, the usual one first. */
        record Found(List<Deadline> deadlines) implements Answer {}

        /** There is such a rule, and it sets no period. */
        record NoPeriod(Fact fact) implements Answer {}

        record NoSuchRule() implements Answer {}
    }

    public Answer answer(Question question) {
        var found = regimes.fact(question.rule());
        if (found.isEmpty()) {
            return new Answer.NoSuchRule();
        }
        var fact = found.get();
        if (fact.terms().isEmpty()) {
            return new Answer.NoPeriod(fact);
        }
        var regime = regimes.regime(question.rule().replaceFirst("[.].*", ""));
        var calendar = calendar(question, regime);
        var zone = question.zone()
                .or(() -> question.calendar().flatMap(_ -> calendar).map(of -> ZoneId.of(of.zone())))
                .or(() -> regime.flatMap(Regime::zone).map(ZoneId::of));
        var pausing = regime.stream()
                .flatMap(Regime::facts)
                .flatMap(of -> of.pause().stream())
                .filter(of -> of.rules().contains(fact.id()))
                .findFirst();
        var deadlines = new LinkedHashMap<String, Deadline>();
        for (var term : fact.terms().get()) {
            var from = term.after()
                    .map(after -> (Beginning) new Beginning.Day(Optional.ofNullable(deadlines.get(after))
                            .orElseThrow()
                            .due()
                            .toLocalDate()))
                    .orElse(question.from());
            var asked = new Asked(from, zone, calendar, question.pauses(), pausing);
            var clock = regimes.clock(term.clock()).orElseThrow();
            var deadline = DeadlineRules.deadline(fact, term, clock, asked);
            deadlines.put(term.name(), caveated(deadline, regime, DeadlineRules.day(question.from(), zone)));
        }
        return new Answer.Found(List.copyOf(deadlines.values()));
    }

    /** The safer reading of when a period of a fact ends, where its authority is. */
    Optional<Reading> safer(Fact fact, String term, Beginning from) {
        return answer(new Question(fact.id(), from, Optional.empty(), Optional.empty(), List.of()))
                        instanceof Answer.Found found
                ? found.deadlines().stream()
                        .filter(deadline -> deadline.term().name().equals(term))
                        .map(Deadline::safer)
                        .findFirst()
                : Optional.empty();
    }

    /** The calendar that was named, or the regime's own, or the only one of the zone that was named. */
    private Optional<HolidayCalendar> calendar(Question question, Optional<Regime> regime) {
        return question.calendar()
                .or(() -> regime.flatMap(Regime::calendar))
                .or(() -> question.zone().flatMap(zone -> regimes.placeOf(zone.getId())))
                .flatMap(regimes::calendar);
    }

    private static Deadline caveated(Deadline deadline, Optional<Regime> regime, LocalDate start) {
        var fact = deadline.fact();
        var holds = regime.map(of -> of.isInForce(fact, start)).orElseGet(() -> fact.isInForce(start));
        if (holds || deadline.caveats().contains(Caveat.NOT_IN_FORCE)) {
            return deadline;
        }
        var caveats = new ArrayList<>(deadline.caveats());
        caveats.add(Caveat.NOT_IN_FORCE);
        return new Deadline(fact, deadline.term(), deadline.readings(), List.copyOf(caveats));
    }
}
