package dev.lethe.consent;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.Text;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Notice;
import dev.lethe.notice.Terms;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what a person's decision amounts to. Pure: all it needs is an argument, the time included. */
final class ConsentRules {

    /** What a person may decide. */
    public enum Choice {
        GRANT,
        REFUSE,
        WITHDRAW
    }

    /**
     * One decision, as received.
     *
     * @param said the person's own words, where they deviate from a button; kept, sealed, with the receipt where there is one
     */
    public record Decided(
            Purpose purpose,
            Choice decision,

            @Text(max = SAID_MAX, example = "Yes, but only until I have my parcel")
            Optional<String> said) {
        static final int SAID_MAX = 1_000;

        Decided(Purpose purpose, Choice decision) {
            this(purpose, decision, Optional.empty());
        }

        @Override
        public String toString() {
            return "Decided[" + purpose + ", " + decision + "]";
        }
    }

    /**
     * How decisions were captured.
     *
     * @param askedAt when the ask was worded; absent when the bot reports on its own
     */
    record Capture(Optional<Shown> shown, How how, ClientId client, Optional<Instant> askedAt) {}

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
    }

    /** @param notice the current version of the notice that describes the purpose, if any does */
    static Outcome decide(
            Decided decided, Capture capture, SubjectFile file, Optional<Notice> notice, ReceiptId id, Instant now) {
        var purpose = decided.purpose();
        var standing = file.standing().about(purpose);
        var terms = notice.flatMap(current -> current.terms(purpose));
        return decided.decision() == Choice.GRANT
                ? grant(
                        purpose,
                        capture,
                        file.key(),
                        standing.filter(stand -> proven(stand, file)),
                        notice,
                        terms,
                        id,
                        now)
                : no(purpose, capture, standing, terms, id, now);
    }

    /** Whether a decision that stands can be shown to stand; a no needs no proof. */
    private static boolean proven(Stand stand, SubjectFile file) {
        return stand.decision() != Decision.GRANTED || file.catalog().proves(stand.decidedAt());
    }

    private static Outcome grant(
            Purpose purpose,
            Capture capture,
            KeyState key,
            Optional<Stand> standing,
            Optional<Notice> notice,
            Optional<Terms> terms,
            ReceiptId id,
            Instant now) {
        if (notice.isEmpty() || terms.isEmpty()) {
            return new Outcome.UnknownPurpose(purpose);
        }
        if (terms.get().basis() != LegalBasis.CONSENT) {
            return new Outcome.NotConsentBased(purpose);
        }
        var current = new Shown(notice.get().id(), notice.get().version());
        if (!capture.shown().equals(Optional.of(current)) || late(capture, key, standing)) {
            return new Outcome.Superseded(purpose);
        }
        var substance = terms.get().substance();
        var granted = standing.filter(stand -> stand.decision() == Decision.GRANTED);
        // Repeating a decision makes no second receipt, so a client may retry without fear.
        if (granted.filter(stand -> stand.substance().equals(substance)).isPresent()) {
            return new Outcome.Unchanged(purpose, granted.get());
        }
        return recorded(
                purpose,
                Decision.GRANTED,
                capture,
                substance,
                id,
                now,
                granted.map(Stand::since).orElse(now));
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
        var no = standing.filter(stand -> stand.decision() != Decision.GRANTED).map(Stand::decidedAt);
        return Stream.of(no, key.erasedAtIfEver())
                .flatMap(Optional::stream)
                .anyMatch(at -> !capture.askedAt().get().isAfter(at));
    }

    /** Whether an erased person begins anew: they answered an ask that was made since, whatever the answer. */
    static boolean returns(Capture capture, KeyState key) {
        return key instanceof KeyState.Erased && capture.askedAt().isPresent() && !late(capture, key, Optional.empty());
    }

    /**
     * A no is never refused: it must be as easy as the yes was (GDPR Art. 7(3)), whichever notice the person saw last, and
     * whatever came of the decisions beside it.
     */
    private static Outcome no(
            Purpose purpose,
            Capture capture,
            Optional<Stand> standing,
            Optional<Terms> terms,
            ReceiptId id,
            Instant now) {
        if (standing.isPresent() && standing.get().decision() != Decision.GRANTED) {
            return new Outcome.Unchanged(purpose, standing.get());
        }
        if (standing.isPresent()) {
            return recorded(purpose, Decision.WITHDRAWN, capture, standing.get().substance(), id, now, now);
        }
        if (terms.isEmpty()) {
            return new Outcome.Moot(purpose);
        }
        return terms.get().basis() == LegalBasis.CONSENT
                ? recorded(purpose, Decision.REFUSED, capture, terms.get().substance(), id, now, now)
                : new Outcome.NotConsentBased(purpose);
    }

    private static Outcome recorded(
            Purpose purpose,
            Decision decision,
            Capture capture,
            String substance,
            ReceiptId id,
            Instant now,
            Instant since) {
        return new Outcome.Recorded(
                new ConsentReceipt(id, purpose, decision, capture.shown(), capture.how(), capture.client(), now),
                new Stand(decision, substance, id, now, since));
    }

    private ConsentRules() {}
}
