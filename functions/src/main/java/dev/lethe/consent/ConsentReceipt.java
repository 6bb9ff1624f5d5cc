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
 */
public record ConsentReceipt(
        ReceiptId id,
        Purpose purpose,
        Decision decision,
        Optional<Shown> notice,
        How how,
        ClientId client,
        Instant decidedAt) {

    /** What a person decided, as it stands. */
    public enum Decision {
        GRANTED,
        REFUSED,
        WITHDRAWN;

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
        REPORTED
    }
}
