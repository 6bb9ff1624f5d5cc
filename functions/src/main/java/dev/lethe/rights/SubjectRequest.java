package dev.lethe.rights;

import dev.lethe.consent.Standing;
import dev.lethe.consent.SubjectFile;
import dev.lethe.event.Event;
import dev.lethe.event.EventId;
import dev.lethe.event.EventType;
import dev.lethe.event.Fact;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.regime.ResponseDue;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody asked about their data, and how far it has come.
 *
 * @param due by when it has to be done, and why then
 * @param shreddedAt when the person's key was destroyed, from which instant nothing of theirs opens
 * @param completedAt when nothing of theirs was left to delete
 * @param reason why it waits, where it does
 */
public record SubjectRequest(
        RequestId request,
        SubjectId subject,
        Type type,
        Status status,
        Instant receivedAt,
        ResponseDue due,
        Optional<Instant> shreddedAt,
        Optional<Instant> completedAt,
        Optional<Reason> reason) {

    /** What was asked. */
    public enum Type {
        /** GDPR Art. 17. */
        ERASURE
    }

    /** How far it has come. */
    public enum Status {
        /** Accepted, and to be carried out as soon as what it waits for is over. */
        DEFERRED,
        /** The key is destroyed; what it sealed is being deleted. */
        ERASING,
        /** Nothing is left. */
        COMPLETED
    }

    /** Why a request waits. */
    public enum Reason {
        /** What is to be held for a legal claim is being copied, which takes minutes. GDPR Art. 17(3)(e). */
        HOLD_BEING_PLACED
    }

    /** What other systems are told when it is carried out (GDPR Art. 19); one request, one event. */
    public Event event(SubjectFile read, Standing next) {
        return new Event(
                EventType.SUBJECT_ERASED,
                new Fact.Erased(
                        EventId.of(request),
                        read.tenant(),
                        subject,
                        Math.toIntExact(next.revision()),
                        shreddedAt.orElse(receivedAt),
                        request));
    }
}
