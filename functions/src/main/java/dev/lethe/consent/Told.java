package dev.lethe.consent;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Verdict.Why;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.LegalBasis;
import java.time.Instant;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A verdict as bots are told it.
 *
 * @param basis present when allowed
 * @param retention how long data is kept for the purpose; present when allowed
 * @param until when a yes has to be asked for again; absent where it does not end by itself
 * @param categories of data that may be used; present when allowed
 */
public record Told(
        Purpose purpose,
        boolean allowed,
        Why why,
        Optional<LegalBasis> basis,
        Optional<Period> retention,
        Optional<Instant> until,
        Optional<Set<String>> categories) {

    public static Told of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed allowed ->
                new Told(
                        allowed.purpose(),
                        true,
                        allowed.terms().asks() ? Why.CONSENT_GIVEN : Why.LEGAL_BASIS,
                        Optional.of(allowed.terms().basis()),
                        Optional.of(allowed.terms().retention()),
                        allowed.until(),
                        Optional.of(allowed.categories()));
            case Verdict.NotAsked notAsked -> no(notAsked.purpose(), Why.NOT_ASKED);
            case Verdict.Refused(var purpose, var decision) -> no(purpose, why(decision));
            case Verdict.Stale stale -> no(stale.purpose(), stale.expired() ? Why.EXPIRED : Why.STALE);
            case Verdict.NotCovered(var purpose) -> no(purpose, Why.OTHER_DATA_ONLY);
            case Verdict.NeedsParent child -> no(child.purpose(), Why.PARENT_NEEDED);
            case Verdict.NeedsConsent notice -> no(notice.purpose(), Why.LAW_ASKS_FOR_CONSENT);
            case Verdict.Erased erased -> no(erased.purpose(), Why.ERASED);
            case Verdict.Unknown(var purpose) -> no(purpose, Why.UNKNOWN_PURPOSE);
        };
    }

    public static List<Told> of(List<Verdict> verdicts) {
        return verdicts.stream().map(Told::of).toList();
    }

    private static Told no(Purpose purpose, Why why) {
        return new Told(purpose, false, why, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Why why(Decision no) {
        return switch (no) {
            case REFUSED -> Why.REFUSED;
            case WITHDRAWN -> Why.WITHDRAWN;
            case OBJECTED -> Why.OBJECTED;
            case OPTED_OUT -> Why.OPTED_OUT;
            case GRANTED, OVERRULED -> throw new IllegalStateException("a yes refuses nothing");
        };
    }

    /** The refusal of a request none of whose purposes is allowed, with the ask that would change it. */
    public static Refused refusal(List<Verdict> verdicts, Optional<Ask> ask) {
        var extension = new LinkedHashMap<String, Object>();
        extension.put("purposes", Shape.tree(of(verdicts)));
        ask.ifPresent(worded -> extension.put("ask", Shape.tree(worded)));
        return new Refused(
                verdicts.stream().map(Told::problem).min(Told::gravest).orElse(Problem.UNKNOWN_PURPOSE), extension);
    }

    /** Asking can still change an answer that is not yet given; a no, or a mistake, it cannot. */
    private static int gravest(Problem one, Problem other) {
        var order = List.of(
                Problem.SUBJECT_ERASED,
                Problem.PARENTAL_AUTHORISATION_REQUIRED,
                Problem.CONSENT_STALE,
                Problem.CONSENT_REQUIRED,
                Problem.CONSENT_REFUSED,
                Problem.UNKNOWN_PURPOSE);
        return Integer.compare(order.indexOf(one), order.indexOf(other));
    }

    private static Problem problem(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed _ -> throw new IllegalStateException("what is allowed is not refused");
            case Verdict.NotAsked _, Verdict.NeedsConsent _ -> Problem.CONSENT_REQUIRED;
            case Verdict.NeedsParent _ -> Problem.PARENTAL_AUTHORISATION_REQUIRED;
            case Verdict.Refused _, Verdict.NotCovered _ -> Problem.CONSENT_REFUSED;
            case Verdict.Stale _ -> Problem.CONSENT_STALE;
            case Verdict.Erased _ -> Problem.SUBJECT_ERASED;
            case Verdict.Unknown _ -> Problem.UNKNOWN_PURPOSE;
        };
    }
}
