package dev.lethe.breach;

import dev.lethe.breach.Obligation.Status;
import dev.lethe.regime.Confidence;
import dev.lethe.regime.Deadline.By;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Ground;
import dev.lethe.regime.Place;
import dev.lethe.regime.Recipient;
import dev.lethe.regime.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * An obligation as it is shown at a moment.
 *
 * @param obligation its key
 * @param by the moment to keep to, of the law or the suite's own target
 * @param remaining how long is left until then, to the minute (ISO 8601); absent once it is over, or where nothing is owed
 * @param overdue whether it is owed and that moment is over
 * @param law the rule that it is owed by
 */
public record ObligationView(
        String obligation,
        Recipient recipient,
        String to,
        Optional<Place> place,
        String regime,
        Ground ground,
        String groundSays,
        Status status,
        Threshold threshold,
        Optional<SparedView> spared,
        Optional<SequenceView> sequence,
        Optional<Instant> by,
        Optional<String> remaining,
        boolean overdue,
        Optional<DueView> due,
        Optional<Instant> ownTarget,
        Optional<Instant> sentAt,
        List<String> notes,
        LawView law) {

    /** A fact of a regime, and how well it was checked. */
    public record LawView(String id, String rule, String basis, Confidence confidence, boolean partlyUnverified) {
        static LawView of(Fact fact) {
            return new LawView(
                    fact.id(),
                    fact.rule(),
                    fact.basis(),
                    fact.confidence(),
                    fact.partlyUnverified().orElse(false));
        }
    }

    /** Why somebody need not be told. */
    public record SparedView(Spared.Why why, String says, LawView law) {}

    /** In which order others are told. */
    public record SequenceView(Obligation.Sequence.Order order, Recipient other) {}

    /**
     * By when the law wants it.
     *
     * @param until the last second by the rule's own clock, where the authority is
     * @param safer the last second by the reading to keep to
     */
    public record DueView(
            Optional<String> term,
            Optional<String> length,
            Instant from,
            String until,
            String safer,
            By reading,
            String readingSays,
            List<String> caveats) {}

    public static ObligationView of(Obligation of, Instant now) {
        var by = of.by();
        var open = of.status().isOpen();
        var left = by.filter(_ -> open)
                .map(end -> Duration.between(now, end))
                .filter(duration -> !duration.isNegative())
                .map(duration -> duration.truncatedTo(ChronoUnit.MINUTES).toString());
        return new ObligationView(
                of.key(),
                of.recipient(),
                of.to(),
                of.place(),
                of.regime(),
                of.because(),
                of.because().says(),
                of.status(),
                of.threshold(),
                of.spared().map(ObligationView::spared),
                of.sequence().map(sequence -> new SequenceView(sequence.order(), sequence.other())),
                by,
                left,
                open && by.filter(now::isAfter).isPresent(),
                of.due().map(ObligationView::due),
                of.ownTarget(),
                of.sentAt(),
                of.notes().stream().map(Obligation.Note::says).toList(),
                LawView.of(of.fact()));
    }

    private static SparedView spared(Spared spared) {
        return new SparedView(spared.why(), spared.why().says(), LawView.of(spared.by()));
    }

    private static DueView due(Due due) {
        return new DueView(
                due.term().map(Term::name),
                due.term().map(term -> term.length().iso()),
                due.from(),
                due.until().toString(),
                due.safer().toString(),
                due.reading(),
                due.reading().says(),
                due.caveats().stream().map(caveat -> caveat.says()).toList());
    }
}
