package dev.lethe.consent;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Verdict.Why;
import dev.lethe.disclosure.Disclosure.Due;
import dev.lethe.http.Problem;
import dev.lethe.http.Refused;
import dev.lethe.http.Shape;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.LegalBasis;
import dev.lethe.words.Phrases;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A verdict as bots are told it.
 *
 * @param because why, in words for the person
 * @param basis present when allowed
 * @param retention how long data is kept for the purpose; present when allowed
 * @param until when a yes has to be asked for again; absent where it does not end by itself
 * @param categories of data that may be used; present when allowed
 */
public record Told(
        Purpose purpose,
        boolean allowed,
        Why why,
        String because,
        Optional<LegalBasis> basis,
        Optional<Period> retention,
        Optional<Instant> until,
        Optional<Set<String>> categories) {

    /** What a verdict is told as, in words of a language. */
    public static Told of(Verdict verdict, Phrases say) {
        return switch (verdict) {
            case Verdict.Allowed allowed -> {
                var why = allowed.terms().asks() ? Why.CONSENT_GIVEN : Why.LEGAL_BASIS;
                yield new Told(
                        allowed.purpose(),
                        true,
                        why,
                        allowed.until()
                                .map(until -> say.say(key(why) + "-until", "until", day(until)))
                                .orElseGet(() -> say.say(key(why))),
                        Optional.of(allowed.terms().basis()),
                        Optional.of(allowed.terms().retention()),
                        allowed.until(),
                        Optional.of(allowed.categories()));
            }
            case Verdict.NotAsked notAsked -> no(notAsked.purpose(), Why.NOT_ASKED, say);
            case Verdict.Refused(var purpose, var decision) -> no(purpose, why(decision), say);
            case Verdict.Stale stale -> no(stale.purpose(), stale.expired() ? Why.EXPIRED : Why.STALE, say);
            case Verdict.NotCovered(var purpose) -> no(purpose, Why.OTHER_DATA_ONLY, say);
            case Verdict.NeedsParent child -> no(child.purpose(), Why.PARENT_NEEDED, say);
            case Verdict.NeedsConsent notice -> no(notice.purpose(), Why.LAW_ASKS_FOR_CONSENT, say);
            case Verdict.Erased erased -> no(erased.purpose(), Why.ERASED, say);
            case Verdict.Unknown(var purpose) -> no(purpose, Why.UNKNOWN_PURPOSE, say);
        };
    }

    public static List<Told> of(List<Verdict> verdicts, Phrases say) {
        return verdicts.stream().map(verdict -> of(verdict, say)).toList();
    }

    private static Told no(Purpose purpose, Why why, Phrases say) {
        return new Told(
                purpose,
                false,
                why,
                say.say(key(why)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String key(Why why) {
        return "why." + Shape.written(why);
    }

    /** As ISO 8601 writes it, which reads the same in every language. */
    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
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
    public static Refused refusal(List<Verdict> verdicts, Phrases say, Optional<Ask> ask) {
        return refusal(verdicts, say, ask, Due.UNASKED);
    }

    /** The same, with what the bot has to disclose whether it is refused or not. */
    public static Refused refusal(List<Verdict> verdicts, Phrases say, Optional<Ask> ask, Due due) {
        var extension = new LinkedHashMap<String, Object>();
        extension.put("purposes", Shape.tree(of(verdicts, say)));
        ask.ifPresent(worded -> extension.put("ask", Shape.tree(worded)));
        due.disclosures().ifPresent(disclosures -> extension.put("disclosures", Shape.tree(disclosures)));
        due.next().ifPresent(next -> extension.put("nextDisclosureAt", Shape.tree(next)));
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
