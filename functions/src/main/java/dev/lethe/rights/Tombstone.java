package dev.lethe.rights;

import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;

/** What keeps somebody erased whose sweeps are done. */
public record Tombstone(Tenant tenant, SubjectId subject, int fence, Instant erasedAt) {

    /** On what ground one stays for now. */
    public enum Ground {
        /** What was asked before the erasure may still be answered, or written by whoever was late. */
        ANSWERS_UNDER_WAY,
        /** A copy of what was destroyed may still be restored. */
        NOT_FINAL,
        /** A legal hold keeps a copy: GDPR Art. 17(3)(e). */
        HELD
    }
}
