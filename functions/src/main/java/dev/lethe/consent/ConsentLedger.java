package dev.lethe.consent;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.crypto.Sealed;
import dev.lethe.event.Event;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.repeat.Remembered;
import java.util.List;
import java.util.Optional;

/** Every receipt ever made, and what stands because of them. */
public interface ConsentLedger {

    /**
     * A receipt as it is kept.
     *
     * @param said what the person said, sealed, where they said something of their own
     */
    record Kept(ConsentReceipt receipt, Optional<Sealed> said) {}

    /**
     * What a capture changes.
     *
     * @param returns whether an erased person begins anew
     */
    record Change(
            List<Kept> receipts, Standing next, ChainedEntry entry, boolean returns, Optional<Remembered> answer) {

        /** What other systems are told of it; it is part of what is written. */
        public List<Event> events(SubjectFile read) {
            return EventRules.of(
                    read, next, receipts.stream().map(Kept::receipt).toList());
        }
    }

    /**
     * Writes a change in one transaction, if the file still says what was read.
     *
     * @return false when another change came first, and nothing was written
     */
    boolean append(SubjectFile read, Change change);

    /** A person's receipts, newest first, at most {@code max}. */
    List<Kept> history(Tenant tenant, SubjectId subject, int max);
}
