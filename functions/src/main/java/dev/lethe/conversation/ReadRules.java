package dev.lethe.conversation;

import dev.lethe.kernel.Purpose;
import java.time.Instant;

/** Decides which messages may be read. Pure. */
final class ReadRules {

    /**
     * Whether a message may be read for a purpose: it was taken in for it, under the basis that stands, and its time for that
     * purpose is not over, whatever else it is still kept for.
     *
     * @param since when the basis that stands began
     */
    static boolean readable(Message message, Purpose purpose, Instant since, Instant now) {
        var until = message.expiry().purposes().get(purpose);
        return until != null
                && until.isAfter(now)
                && message.expiry().at().isAfter(now)
                && !message.receivedAt().isBefore(since);
    }

    private ReadRules() {}
}
