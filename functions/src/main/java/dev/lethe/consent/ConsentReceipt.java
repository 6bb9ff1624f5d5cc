package dev.lethe.consent;

import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One decision by one person about one purpose, tied to the exact notice they were shown. Refusals are kept too.
 *
 * @param notice absent when somebody took back or refused what no notice describes any more
 * @param how the decision reached us
 * @param proof what else shows it
 */
public record ConsentReceipt(
        ReceiptId id,
        Purpose purpose,
        Decision decision,
        Optional<Shown> notice,
        How how,
        ClientId client,
        Instant decidedAt,
        Proof proof) {

    /** A receipt that says no more than who decided what, when. */
    public ConsentReceipt(
            ReceiptId id,
            Purpose purpose,
            Decision decision,
            Optional<Shown> notice,
            How how,
            ClientId client,
            Instant decidedAt) {
        this(id, purpose, decision, notice, how, client, decidedAt, Proof.NONE);
    }

    /** What a person decided, as it stands. */
    public enum Decision {
        GRANTED,
        REFUSED,
        WITHDRAWN,
        /** To processing for an interest or a public task (GDPR Art. 21). */
        OBJECTED,
        /** Of sale, sharing or targeted advertising (CCPA §1798.120), by the person or a signal of theirs. */
        OPTED_OUT,
        /** An objection against which a compelling ground was recorded (GDPR Art. 21(1)). */
        OVERRULED;

        /** Whether it leaves nothing to be done for the purpose. */
        public boolean isNo() {
            return this != GRANTED && this != OVERRULED;
        }

        /** How evidence says it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The wording somebody saw. */
    public record Shown(NoticeId id, int version) {}

    /** How a decision was captured. */
    public enum How {
        /** The person pressed a button of an ask that this suite worded. */
        BUTTON,
        /** The bot reports what the person said or did. */
        REPORTED,
        /** A signal that the person's browser or app sends. */
        SIGNAL,
        /** Somebody of the controller recorded it. */
        CONTROLLER
    }
}
