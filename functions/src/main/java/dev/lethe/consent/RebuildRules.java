package dev.lethe.consent;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what stands for a person from the evidence alone. Pure. */
public final class RebuildRules {
    /** The entry of a decision, whose details name the receipt for each purpose. */
    public static final String CAPTURED = "consent.captured";

    /** The entry of an erasure, after which nothing stands. */
    public static final String SHREDDED = "subject.shredded";

    /** The entry of an erasure that waits for a hold to be placed; nothing stands from then on. */
    public static final String DEFERRED = "erasure.deferred";

    /** The detail of either that says since when the person is erased; who is erased already was before the entry. */
    public static final String ERASED_AT = "erasedAt";

    /**
     * What stands.
     *
     * @param broken whether the chain does not hold together: what comes behind the break proves nothing
     */
    public record Rebuilt(Standing standing, boolean broken) {}

    /**
     * Goes through a person's chain from its first entry.
     *
     * @param stands what each receipt that is left says
     * @param there the row that is there now, whose locale and circumstances are kept: they are no decisions
     */
    public static Rebuilt rebuild(List<ChainedEntry> entries, Map<ReceiptId, Stand> stands, Optional<Standing> there) {
        var purposes = new LinkedHashMap<Purpose, Stand>();
        var head = ChainHead.START;
        var known = there;
        for (var entry : entries) {
            if (!entry.follows(head)) {
                // What follows may have been anything, a withdrawal too.
                purposes.values().removeIf(stand -> !stand.decision().isNo());
                return new Rebuilt(standing(head, purposes, known), true);
            }
            head = entry.head();
            switch (entry.entry().action()) {
                case CAPTURED -> capture(entry, stands, purposes);
                case SHREDDED, DEFERRED -> {
                    purposes.clear();
                    // What the row says of the person, it says of somebody who was there when it was written.
                    known = known.filter(row -> row.head().length() >= entry.position());
                }
                default -> {
                    // It changes nothing that stands.
                }
            }
        }
        return new Rebuilt(standing(head, purposes, known), false);
    }

    private static void capture(ChainedEntry entry, Map<ReceiptId, Stand> stands, Map<Purpose, Stand> purposes) {
        entry.entry().details().forEach((purpose, detail) -> {
            var words = detail.split(" ", 2);
            var decision = Arrays.stream(Decision.values())
                    .filter(known -> known.word().equals(words[0]))
                    .findFirst();
            if (decision.isPresent() && words.length == 2) {
                var receipt = new ReceiptId(words[1]);
                // Without its receipt a yes is to terms that nobody knows: it will have to be asked for again.
                purposes.put(
                        new Purpose(purpose),
                        stands.getOrDefault(
                                receipt,
                                unknown(decision.get(), receipt, entry.entry().at())));
            }
        });
    }

    private static Stand unknown(Decision decision, ReceiptId receipt, Instant at) {
        return new Stand(decision, "", receipt, at, at);
    }

    /** Every change of a row appends one entry to its chain, so that both count alike. */
    private static Standing standing(ChainHead head, Map<Purpose, Stand> purposes, Optional<Standing> there) {
        return new Standing(
                head.length(),
                Map.copyOf(purposes),
                there.flatMap(Standing::locale),
                there.map(Standing::circumstances).orElse(Circumstances.UNKNOWN),
                head);
    }

    private RebuildRules() {}
}
