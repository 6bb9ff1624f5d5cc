package dev.lethe.consent;

import dev.lethe.audit.ChainHead;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What stands for a person, per purpose: the one row that every request about them reads.
 *
 * @param revision counts changes; each is conditional on the one before
 * @param head the end of the person's chain of evidence
 */
public record Standing(long revision, Map<Purpose, Stand> purposes, Optional<LanguageTag> locale, ChainHead head) {
    public static final int PURPOSES_MAX = 100;

    /** Nobody we know. */
    public static final Standing NOTHING = new Standing(0, Map.of(), Optional.empty(), ChainHead.START);

    /**
     * The decision that stands about one purpose.
     *
     * @param substance a digest of the terms that were agreed to or refused
     * @param since when the agreement began that has not been interrupted since; for a no, when it was said
     */
    public record Stand(Decision decision, String substance, ReceiptId receipt, Instant decidedAt, Instant since) {}

    /** What stands after one more change, whose entry ends the chain at {@code end}. */
    public Standing next(Map<Purpose, Stand> now, Optional<LanguageTag> language, ChainHead end) {
        return new Standing(revision + 1, now, language, end);
    }

    public Optional<Stand> about(Purpose purpose) {
        return Optional.ofNullable(purposes.get(purpose));
    }
}
