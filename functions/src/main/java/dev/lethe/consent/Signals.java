package dev.lethe.consent;

import dev.lethe.consent.CaptureConsent.Signalled;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentRules.Capture;
import dev.lethe.http.Malformed;
import dev.lethe.notice.Terms;
import dev.lethe.notice.Use;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What signals come to: the purposes that they end, where the law that protects the person has them honoured. */
final class Signals {

    /**
     * What follows from the signals that were sent.
     *
     * @param told absent where none was sent
     */
    record Ended(List<Decided> decisions, Optional<List<Signalled>> told) {}

    private final ConsentGate gate;
    private final InstantSource clock;

    Signals(ConsentGate gate, InstantSource clock) {
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * The purposes that end, unless they have ended already.
     *
     * @throws Malformed where a grant beside a signal is of what the signal speaks against
     */
    Ended ends(SubjectFile file, Set<Signal> signals, List<Decided> beside) {
        if (signals.isEmpty()) {
            return new Ended(List.of(), Optional.empty());
        }
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var situation = file.situation();
        var told = signals.stream()
                .map(signal -> new Signalled(signal, gate.law().honours(signal, situation, day)))
                .toList();
        if (told.stream().noneMatch(Signalled::honoured)) {
            return new Ended(List.of(), Optional.of(told));
        }
        var ended = new ArrayList<Decided>();
        for (var purpose : file.catalog().purposes().keySet()) {
            var speaksAgainst = file.catalog()
                    .noticeOf(purpose)
                    .flatMap(id -> gate.current(file, id))
                    .flatMap(notice -> notice.terms(purpose))
                    .flatMap(Terms::use)
                    .filter(Use::endedByOptOutSignal)
                    .isPresent();
            if (speaksAgainst) {
                var decided = beside.stream()
                        .filter(other -> other.purpose().equals(purpose))
                        .findFirst();
                if (decided.filter(other -> other.decision() == Choice.GRANT).isPresent()) {
                    throw new Malformed("/decisions", "grants what a signal beside it speaks against");
                }
                if (decided.isEmpty()) {
                    ended.add(new Decided(purpose, Choice.OPT_OUT));
                }
            }
        }
        return new Ended(ended, Optional.of(told));
    }

    /** The same capture, by a signal. */
    static Capture capture(Capture of) {
        return new Capture(
                Optional.empty(),
                How.SIGNAL,
                of.client(),
                Optional.empty(),
                of.proof().by(Signal.GPC));
    }
}
