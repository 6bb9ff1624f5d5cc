package dev.lethe.restore;

import dev.lethe.api.Table;
import dev.lethe.consent.Standing;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.crypto.WrappedKey;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.notice.Catalog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The tables that the suite serves from, for what takes a copy in. Nothing that stands there is ever overwritten by a copy. */
public interface LiveTables {

    /** Whether something stands where a row would. */
    boolean stands(Row row);

    /** Puts a row as it is, where nothing stands yet; says whether nothing did. */
    boolean copy(Row row);

    /** Puts the row of a key with another wrapping, where nothing stands yet. */
    boolean adopt(Row row, WrappedKey fresh);

    /** Puts the tombstone of a person where nothing stands yet, to be swept if the row knew a storage id. */
    boolean bury(Erased erased, Optional<Row> row);

    /** Puts the tombstone of a day where nothing stands yet. */
    boolean endDay(Row row, Instant now);

    /** Tells of every erasure that the evidence knows, and of every request for one that is left. */
    void erasures(Consumer<Erased> erased);

    /** Tells of every legal hold that the evidence knows to be released. */
    void releases(Consumer<HoldId> hold);

    /** Puts an erasure's request, to be completed by its sweep, where none is left of it. */
    boolean remember(Erased erased);

    /** Every storage id whose key lives. */
    void lives(Consumer<StorageId> sid);

    /** Tells of everything that the evidence knows to be gone, because its time was over or nothing kept it any more. */
    void gone(WhatWent went);

    /** Is told of one item of a person that is gone. */
    @FunctionalInterface
    interface WhatWent {
        void tell(StorageId sid, String item, Instant at);
    }

    /** What stands for a person. */
    Optional<Standing> standing(Tenant tenant, SubjectId subject);

    /** What the person's receipts say. */
    Map<ReceiptId, Stand> stands(Tenant tenant, SubjectId subject);

    /** Writes what stands, if what was read still does. */
    boolean rewrite(Tenant tenant, SubjectId subject, Optional<Standing> read, Standing next);

    Catalog catalog(Tenant tenant);

    /** Whether the text of a notice's version is there. */
    boolean hasNotice(Tenant tenant, NoticeId notice, int version);

    /** Writes which notices are current, if what was read still is. */
    boolean rewrite(Tenant tenant, Catalog read, Catalog next);

    /** How far a restore has come: which step, and where in it. Kept until it is done. */
    Optional<Progress> progress();

    void keep(Progress progress);

    /** Forgets the progress of a restore that is done. */
    void done();

    /**
     * How far a restore has come.
     *
     * @param cursor behind which the step goes on; absent at its beginning
     * @param evidenceLost whether some evidence was missing, so that what came after the copy is not known
     */
    record Progress(String step, Optional<String> cursor, Instant startedAt, boolean evidenceLost) {
        private static final List<String> STEPS =
                List.of(Table.EVIDENCE.name(), Table.KEYS.name(), Table.RECORDS.name(), "STANDING");

        /** Whether a step is done. */
        boolean isBehind(String other) {
            return STEPS.indexOf(other) < STEPS.indexOf(step);
        }

        /** The same at the beginning of a step, unless it is in the middle of that already. */
        Progress at(String other) {
            return step.equals(other) ? this : new Progress(other, Optional.empty(), startedAt, evidenceLost);
        }
    }
}
