package dev.lethe.certificate;

import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.retention.RunId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What can be said, at the time it is issued, of something that was destroyed. It is made anew from the facts whenever it is
 * asked for, since what is a forecast today is confirmed later.
 *
 * @param subject of an erasure, by pseudonym
 * @param request the erasure that was asked for
 * @param day the day (UTC) whose key was destroyed
 * @param run the run that planned anew what was stored
 * @param receipt the decision because of which what was kept of a person was planned anew
 * @param shreddedAt when the key was destroyed, or the last item removed: from then on nothing of it opened through this suite
 * @param deletedAt when nothing of it was left to delete; absent while that goes on
 * @param outside what this suite cannot reach
 * @param finalAt from when on no copy anywhere can be opened with whatever is restored; absent while a legal hold keeps a copy
 * @param finality how sure that is
 * @param because on what it rests; absent under a hold
 * @param provided what it rests on that this suite cannot see; nothing, once every wrapping key is deleted
 */
public record Certificate(
        Kind kind,
        Tenant tenant,
        Instant issuedAt,
        Optional<SubjectId> subject,
        Optional<RequestId> request,
        Optional<LocalDate> day,
        Optional<RunId> run,
        Optional<ReceiptId> receipt,
        Instant shreddedAt,
        Optional<Instant> deletedAt,
        List<Destroyed> destroyed,
        List<Kept> kept,
        List<String> outside,
        Optional<Instant> finalAt,
        Finality finality,
        Optional<Because> because,
        List<String> provided) {

    /** What happened. */
    public enum Kind {
        /** A person was erased, GDPR Art. 17. */
        ERASURE,
        /** A day's period of storage was over, GDPR Art. 5(1)(e). */
        EXPIRY,
        /** What was stored was planned anew: by another schedule or notice, or since a person took a basis away, GDPR Art. 17(1)(b). */
        REPLAN
    }

    /** How sure it is that nothing comes back. */
    public enum Finality {
        /** A legal hold keeps a copy. */
        HELD,
        /** It is to be expected at the time told. */
        FORECAST,
        /** The time told has come. */
        CONFIRMED
    }

    /** On what finality rests. */
    public enum Because {
        /** Every key of the key service that ever wrapped what was destroyed is deleted, and a day more has passed. */
        WRAPPING_KEYS_DELETED,
        /** Every copy of the table it stood in, or of the keys, is older than what can be restored, but for backups that somebody made by hand. */
        COPIES_ENDED
    }

    /** Something destroyed, and how much of it. */
    public record Destroyed(String what, int count) {}

    /**
     * Something kept.
     *
     * @param ground the article or reason it is kept on
     */
    public record Kept(String what, String ground) {}
}
