package dev.lethe.hold;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.crypto.HoldKey;
import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A legal hold: sealed copies of what somebody had said when it was placed, under a key of its own. The originals go their
 * ordinary way.
 *
 * @param conversation absent where it holds all of the person's messages
 * @param sid where the originals are; absent once they are copied
 * @param key absent once it is released: then nothing of it opens
 * @param client who placed it
 * @param reviewOn when somebody has to ask whether it is still needed
 * @param cursor how far copying has come
 * @param held how many messages were copied
 * @param unopenable how many were not, since their seal did not hold
 * @param reference which matter it is for; absent once released
 * @param sweepAt from when on the schedule has something to do about it; absent when it has not
 * @param head the end of its chain of evidence
 * @param revision counts changes; each is conditional on the one before
 */
public record Hold(
        Tenant tenant,
        HoldId id,
        State state,
        SubjectId subject,
        Optional<ConversationId> conversation,
        Optional<StorageId> sid,
        Optional<HoldKey> key,
        ClientId client,
        Instant placedAt,
        LocalDate reviewOn,
        Optional<Instant> releasedAt,
        Optional<String> cursor,
        long held,
        long unopenable,
        Optional<Sealed> reference,
        Optional<Instant> sweepAt,
        ChainHead head,
        long revision) {

    /** How far it has come. */
    public enum State {
        /** Messages are being copied; until that is done no day of the tenant ends, and the person's erasure waits. */
        PLACING,
        /** Everything in its scope is copied. */
        HELD,
        /** Its key is destroyed. */
        RELEASED
    }

    /** The chain of evidence of a hold. */
    static String chain(HoldId id) {
        return "hold/" + id;
    }

    /** After a page was copied. */
    Hold copied(Optional<String> cursor, long copies, long unopenable) {
        return new Hold(
                tenant,
                id,
                state,
                subject,
                conversation,
                sid,
                key,
                client,
                placedAt,
                reviewOn,
                releasedAt,
                cursor,
                held + copies,
                this.unopenable + unopenable,
                reference,
                sweepAt,
                head,
                revision + 1);
    }

    /** Once everything is copied. It forgets where the originals are, which link to nobody after an erasure. */
    Hold completed(ChainedEntry entry) {
        return new Hold(
                tenant,
                id,
                State.HELD,
                subject,
                conversation,
                Optional.empty(),
                key,
                client,
                placedAt,
                reviewOn,
                releasedAt,
                Optional.empty(),
                held,
                unopenable,
                reference,
                Optional.empty(),
                entry.head(),
                revision + 1);
    }

    /** Without its key, and its copies to be swept. */
    Hold released(ChainedEntry entry, Instant now) {
        return new Hold(
                tenant,
                id,
                State.RELEASED,
                subject,
                conversation,
                Optional.empty(),
                Optional.empty(),
                client,
                placedAt,
                reviewOn,
                Optional.of(now),
                Optional.empty(),
                held,
                unopenable,
                Optional.empty(),
                Optional.of(now),
                entry.head(),
                revision + 1);
    }

    /** Once none of its copies is left. */
    Hold swept() {
        return new Hold(
                tenant,
                id,
                state,
                subject,
                conversation,
                sid,
                key,
                client,
                placedAt,
                reviewOn,
                releasedAt,
                cursor,
                held,
                unopenable,
                reference,
                Optional.empty(),
                head,
                revision + 1);
    }
}
