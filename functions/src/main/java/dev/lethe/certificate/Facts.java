package dev.lethe.certificate;

import dev.lethe.certificate.Certificate.Kept;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.RunId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tables tell of things that were destroyed. */
public interface Facts {

    /**
     * An erasure.
     *
     * @param keys how many keys were destroyed by it: none, where there was none or another request had destroyed it
     * @param messages how many items were deleted, as far as that has come
     * @param holding what legal holds keep of it
     */
    record Erasure(
            SubjectId subject,
            RequestId request,
            Instant shreddedAt,
            Optional<Instant> completedAt,
            int keys,
            int messages,
            List<Kept> kept,
            Holding holding) {}

    /**
     * A day that is over.
     *
     * @param items how many items are recorded as gone that were due then, at most {@link #ITEMS_MAX}
     * @param anonymised in how many of them words were counted, without whose they were, before the key went
     * @param holding what legal holds of the tenant may keep of it
     */
    record Day(LocalDate day, Instant destroyedAt, int items, int anonymised, Holding holding) {}

    /**
     * What came of planning anew.
     *
     * @param removed how many items went, by category of data
     * @param keptFor of what is left, how many items each purpose keeps
     */
    record Replan(
            Optional<RunId> run,
            Optional<ReceiptId> receipt,
            Optional<SubjectId> subject,
            Instant at,
            Map<String, Long> removed,
            Map<String, Long> keptFor,
            Holding holding) {}

    /**
     * What legal holds that were placed before something was destroyed keep of it.
     *
     * @param still whether one keeps a copy
     * @param releasedAt when the last of those that do not was released: until then it kept one
     */
    record Holding(boolean still, Optional<Instant> releasedAt) {
        /** No hold ever kept anything. */
        public static final Holding NONE = new Holding(false, Optional.empty());
    }

    /** Up to how many items of a day are counted. */
    int ITEMS_MAX = 1_000_000;

    /** Up to how many receipts and accesses of a person are counted. */
    int KEPT_MAX = 10_000;

    /** An erasure whose key is destroyed; empty when there is no such request. */
    Optional<Erasure> erasure(Tenant tenant, RequestId request);

    /** What holds keep of a person who was erased then. */
    Holding holding(Tenant tenant, SubjectId subject, Instant erasedAt);

    /** What a run over everything that is kept came to; empty while it goes on, and where it only looked. */
    Optional<Replan> replan(Tenant tenant, RunId run);

    /** What went because of a decision; empty where it changed nothing that is kept, or that is not done yet. */
    Optional<Replan> replan(Tenant tenant, ReceiptId receipt);

    /** A day whose key is destroyed. */
    Optional<Day> day(Tenant tenant, LocalDate day);
}
