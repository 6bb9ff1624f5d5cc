package dev.lethe.consent;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Notice;
import dev.lethe.notice.Terms;
import dev.lethe.notice.Use;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides what a person's decision amounts to. Pure: all it needs is an argument, the time included. */
final class ConsentRules {

    /**
     * How decisions were captured.
     *
     * @param askedAt when the ask was worded; absent when the bot reports on its own
     * @param proof what else shows it
     */
    record Capture(Optional<Shown> shown, How how, ClientId client, Optional<Instant> askedAt, Proof proof) {
        /** With nothing else to show. */
        Capture(Optional<Shown> shown, How how, ClientId client, Optional<Instant> askedAt) {
            this(shown, how, client, askedAt, Proof.NONE);
        }
    }

    /** What came of a decision. Sealed, so that an edge which forgets a case does not compile. */
    sealed interface Outcome {
        record Recorded(ConsentReceipt receipt, Stand stand) implements Outcome {}

        record Unchanged(Purpose purpose, Stand stand) implements Outcome {}

        /** A no about something that nobody does: there is nothing to record, and nothing to refuse either. */
        record Moot(Purpose purpose) implements Outcome {}

        /** The notice shown is not the current one, or the ask is older than the last no. */
        record Superseded(Purpose purpose) implements Outcome {}

        record UnknownPurpose(Purpose purpose) implements Outcome {}

        record NotConsentBased(Purpose purpose) implements Outcome {}

        /** A yes about data that the notice does not name for the purpose. */
        record UnknownCategory(Purpose purpose) implements Outcome {}

        /** Data of special categories, and no express statement of the person's (GDPR Art. 9(2)(a)). */
        record NotExplicit(Purpose purpose) implements Outcome {}

        /** A child's yes, without a parent's word. */
        record NeedsParent(Purpose purpose) implements Outcome {}
    }

    private final Purpose purpose;
    private final Decided decided;
    private final Capture capture;
    private final SubjectFile file;
    private final Optional<Stand> standing;
    private final Optional<Notice> notice;
    private final Optional<Terms> terms;
    private final Law law;
    private final ReceiptId id;
    private final Instant now;

    private ConsentRules(
            Decided decided,
            Capture capture,
            SubjectFile file,
            Optional<Notice> notice,
            Law law,
            ReceiptId id,
            Instant now) {
        this.purpose = decided.purpose();
        this.decided = decided;
        this.capture = capture;
        this.file = file;
        this.standing = file.standing().about(purpose);
        this.notice = notice;
        this.terms = notice.flatMap(current -> current.terms(purpose));
        this.law = law;
        this.id = id;
        this.now = now;
    }

    /** @param notice the version of the notice that describes the purpose and binds now, if any does */
    static Outcome decide(
            Decided decided,
            Capture capture,
            SubjectFile file,
            Optional<Notice> notice,
            Law law,
            ReceiptId id,
            Instant now) {
        var rules = new ConsentRules(decided, capture, file, notice, law, id, now);
        return decided.decision() == Choice.GRANT ? rules.grant() : rules.no();
    }

    /** An objection that was overruled, by a ground that the capture's proof names; nothing where there is none to overrule. */
    static Optional<Outcome.Recorded> overrule(
            Purpose purpose,
            Capture capture,
            SubjectFile file,
            Optional<Notice> notice,
            Law law,
            ReceiptId id,
            Instant now) {
        var rules = new ConsentRules(new Decided(purpose, Choice.OBJECT), capture, file, notice, law, id, now);
        return rules.standing
                .filter(stand -> stand.decision() == Decision.OBJECTED)
                .filter(_ -> rules.terms
                        .filter(terms -> objectable(terms) && !terms.use().equals(Optional.of(Use.DIRECT_MARKETING)))
                        .isPresent())
                .map(stand -> rules.recorded(Decision.OVERRULED, stand.substance(), now));
    }

    private Outcome grant() {
        if (notice.isEmpty() || terms.isEmpty()) {
            return new Outcome.UnknownPurpose(purpose);
        }
        var agreed = terms.get();
        // Who objected or opted out may think better of it, though nobody has to ask them.
        if (!agreed.asks() && standing.isEmpty() && !needsConsent(agreed)) {
            return new Outcome.NotConsentBased(purpose);
        }
        var current = new Shown(notice.get().id(), notice.get().version());
        if (!capture.shown().equals(Optional.of(current)) || late(capture, file.key(), proven())) {
            return new Outcome.Superseded(purpose);
        }
        var categories = decided.categories().orElse(Set.of());
        if (!agreed.categories().containsAll(categories)) {
            return new Outcome.UnknownCategory(purpose);
        }
        if (agreed.asksExplicitly()
                && capture.how() != How.BUTTON
                && decided.said().isEmpty()) {
            return new Outcome.NotExplicit(purpose);
        }
        var authorised = capture.proof().authorisedBy().isPresent();
        if (agreed.asks()
                && !authorised
                && law.asksParent(file.situation(), LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            return new Outcome.NeedsParent(purpose);
        }
        return granted(agreed, categories, authorised);
    }

    private boolean needsConsent(Terms agreed) {
        return law.asksForConsent(agreed, file.situation(), LocalDate.ofInstant(now, ZoneOffset.UTC))
                .isPresent();
    }

    private Outcome granted(Terms agreed, Set<String> categories, boolean authorised) {
        var substance = agreed.substance();
        var yes = proven().filter(stand -> stand.decision() == Decision.GRANTED);
        // Repeating a decision makes no second receipt, so a client may retry without fear.
        var same = yes.filter(stand -> stand.substance().equals(substance)
                && stand.categories().equals(categories)
                && stand.authorised() == authorised
                && stand.until().filter(until -> !now.isBefore(until)).isEmpty());
        if (same.isPresent()) {
            return new Outcome.Unchanged(purpose, same.get());
        }
        // What a yes did not cover before does not fall under it because it does now.
        var since = yes.filter(stand -> covers(stand.categories(), categories))
                .map(Stand::since)
                .orElse(now);
        return recorded(
                Decision.GRANTED, substance, since, law.until(agreed, file.situation(), now), categories, authorised);
    }

    /** Whether a yes about some categories is one about others; about none named is about all. */
    private static boolean covers(Set<String> before, Set<String> now) {
        return before.isEmpty() || (!now.isEmpty() && before.containsAll(now));
    }

    /** The decision that stands, if it can be shown to; a no needs no proof. */
    private Optional<Stand> proven() {
        return standing.filter(
                stand -> stand.decision() != Decision.GRANTED || file.catalog().proves(stand.decidedAt()));
    }

    /**
     * Whether the person has said no, or was erased, since they were asked: a yes that comes late or twice does not undo a later
     * no, and what a bot reports on its own does not bring back who was erased.
     */
    private static boolean late(Capture capture, KeyState key, Optional<Stand> standing) {
        if (capture.askedAt().isEmpty()) {
            return key instanceof KeyState.Erased;
        }
        if (key instanceof KeyState.Erased erased && erased.waiting()) {
            // The life before is not over yet: nobody begins another until it is.
            return true;
        }
        var no = standing.filter(stand -> stand.decision().isNo()).map(Stand::decidedAt);
        return Stream.of(no, key.erasedAtIfEver())
                .flatMap(Optional::stream)
                .anyMatch(at -> !capture.askedAt().get().isAfter(at));
    }

    /** Whether an erased person begins anew: they answered an ask that was made since, whatever the answer. */
    static boolean returns(Capture capture, KeyState key) {
        return key instanceof KeyState.Erased && capture.askedAt().isPresent() && !late(capture, key, Optional.empty());
    }

    /**
     * A no is never refused where there is anything to say no to: it must be as easy as the yes was (GDPR Art. 7(3)), whichever
     * notice the person saw last, however old they are, and whatever came of the decisions beside it.
     */
    private Outcome no() {
        if (standing.filter(stand -> stand.decision().isNo()).isPresent()) {
            return new Outcome.Unchanged(purpose, standing.get());
        }
        if (standing.filter(stand -> stand.decision() == Decision.GRANTED).isPresent()) {
            return recorded(withdrawn(), standing.get().substance(), now);
        }
        if (terms.isEmpty()) {
            return new Outcome.Moot(purpose);
        }
        var refused = terms.get();
        if (refused.asks()) {
            return recorded(Decision.REFUSED, refused.substance(), now);
        }
        if (refused.use().filter(Use::endedByOptOutSignal).isPresent()) {
            return recorded(Decision.OPTED_OUT, refused.substance(), now);
        }
        return objectable(refused)
                ? recorded(Decision.OBJECTED, refused.substance(), now)
                : new Outcome.NotConsentBased(purpose);
    }

    /** What takes a yes back is called by what was done, since an objection may be overruled and a withdrawal may not. */
    private Decision withdrawn() {
        return decided.decision() == Choice.OPT_OUT ? Decision.OPTED_OUT : Decision.WITHDRAWN;
    }

    private static boolean objectable(Terms terms) {
        return terms.basis() == LegalBasis.LEGITIMATE_INTEREST || terms.basis() == LegalBasis.PUBLIC_TASK;
    }

    private Outcome.Recorded recorded(Decision decision, String substance, Instant since) {
        return recorded(decision, substance, since, Optional.empty(), Set.of(), false);
    }

    private Outcome.Recorded recorded(
            Decision decision,
            String substance,
            Instant since,
            Optional<Instant> until,
            Set<String> categories,
            boolean authorised) {
        var hash = notice.filter(
                        current -> capture.shown().equals(Optional.of(new Shown(current.id(), current.version()))))
                .map(Notice::hash);
        return new Outcome.Recorded(
                new ConsentReceipt(
                        id,
                        purpose,
                        decision,
                        capture.shown(),
                        capture.how(),
                        capture.client(),
                        now,
                        capture.proof().about(categories, hash, laws())),
                new Stand(decision, substance, id, now, since, until, categories, authorised));
    }

    /** The law that it is decided under: what is known to apply, else what the notice is meant to satisfy. */
    private Set<String> laws() {
        var applied = law.applied(file.situation());
        return applied.isEmpty() ? notice.map(current -> current.text().meant()).orElse(Set.of()) : applied;
    }
}
