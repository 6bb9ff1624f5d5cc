package dev.lethe.consent;

import dev.lethe.audit.ChainHead;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands for a person, per purpose: the one row that every request about them reads.
 *
 * @param revision counts changes; each is conditional on the one before
 * @param head the end of the person's chain of evidence
 */
public record Standing(
        long revision,
        Map<Purpose, Stand> purposes,
        Optional<LanguageTag> locale,
        Circumstances circumstances,
        ChainHead head) {
    public static final int PURPOSES_MAX = 100;

    /** Nobody we know. */
    public static final Standing NOTHING = new Standing(0, Map.of(), Optional.empty(), ChainHead.START);

    /** Of somebody about whom nothing else is known. */
    public Standing(long revision, Map<Purpose, Stand> purposes, Optional<LanguageTag> locale, ChainHead head) {
        this(revision, purposes, locale, Circumstances.UNKNOWN, head);
    }

    /**
     * The decision that stands about one purpose.
     *
     * @param substance a digest of the terms that were agreed to or refused
     * @param since when the agreement began that has not been interrupted since; for a no, when it was said
     * @param until when a yes has to be asked for again
     * @param categories of data that a yes is about; empty where it is about all of the purpose's
     * @param authorised whether a parent's word stands behind it
     */
    public record Stand(
            Decision decision,
            String substance,
            ReceiptId receipt,
            Instant decidedAt,
            Instant since,
            Optional<Instant> until,
            Set<String> categories,
            boolean authorised) {

        /** Whether what is kept under it is kept as long, and for the same. */
        private boolean reachesAs(Stand other) {
            return substance.equals(other.substance)
                    && since.equals(other.since)
                    && until.equals(other.until)
                    && categories.equals(other.categories);
        }

        /** A decision about everything, for good. */
        public Stand(Decision decision, String substance, ReceiptId receipt, Instant decidedAt, Instant since) {
            this(decision, substance, receipt, decidedAt, since, Optional.empty(), Set.of(), false);
        }
    }

    /** What stands after one more change, whose entry ends the chain at {@code end}. */
    public Standing next(Map<Purpose, Stand> now, Optional<LanguageTag> language, ChainHead end) {
        return new Standing(revision + 1, now, language, circumstances, end);
    }

    /**
     * Whether what is kept of the person has to be planned anew once {@code next} stands: a no, or a yes that reaches otherwise than
     * the one before. Whoever agrees to another period than before is promised that one of what is stored, too.
     */
    public boolean keptOtherwise(Standing next) {
        return next.purposes.entrySet().stream().anyMatch(entry -> {
            var before = about(entry.getKey());
            var now = entry.getValue();
            return now.decision().isNo()
                    ? before.filter(stand -> stand.decision().isNo()).isEmpty()
                    : before.filter(stand -> !stand.reachesAs(now)).isPresent();
        });
    }

    /** The same, of somebody of whom this is known. */
    public Standing of(Circumstances known) {
        return new Standing(revision, purposes, locale, known, head);
    }

    public Optional<Stand> about(Purpose purpose) {
        return Optional.ofNullable(purposes.get(purpose));
    }
}
