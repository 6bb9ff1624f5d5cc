package dev.lethe.rights;

import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.regime.ResponseDue;
import dev.lethe.rights.SubjectRequest.Status;
import java.time.Instant;
import java.util.Optional;

/** Decides what a request amounts to. Pure. */
final class RequestRules {

    /**
     * An erasure asked for through the person's own channel, which their platform has authenticated: there is nothing to
     * verify, and it is done at once.
     */
    static SubjectRequest erasure(RequestId id, SubjectId subject, KeyState key, ResponseDue due, Instant now) {
        return switch (key) {
            case KeyState.Live live when live.placing() -> deferred(id, subject, due, now);
            // Content may be left under the old storage id, so that a sweep has to say when it is done.
            case KeyState.Live _ -> request(id, subject, Status.ERASING, due, now, Optional.of(now), Optional.empty());
            case KeyState.Absent _, KeyState.Returned _ ->
                request(id, subject, Status.COMPLETED, due, now, Optional.of(now), Optional.of(now));
            case KeyState.Erased erased ->
                request(id, subject, Status.COMPLETED, due, now, Optional.of(erased.erasedAt()), Optional.of(now));
        };
    }

    /** The same request, carried out now that nothing is in its way any more. */
    static SubjectRequest carriedOut(SubjectRequest deferred, Instant now) {
        return new SubjectRequest(
                deferred.request(),
                deferred.subject(),
                deferred.type(),
                Status.ERASING,
                deferred.receivedAt(),
                deferred.due(),
                Optional.of(now),
                Optional.empty(),
                Optional.empty());
    }

    private static SubjectRequest deferred(RequestId id, SubjectId subject, ResponseDue due, Instant now) {
        return new SubjectRequest(
                id,
                subject,
                SubjectRequest.Type.ERASURE,
                Status.DEFERRED,
                now,
                due,
                Optional.empty(),
                Optional.empty(),
                Optional.of(SubjectRequest.Reason.HOLD_BEING_PLACED));
    }

    private static SubjectRequest request(
            RequestId id,
            SubjectId subject,
            Status status,
            ResponseDue due,
            Instant now,
            Optional<Instant> shreddedAt,
            Optional<Instant> completedAt) {
        return new SubjectRequest(
                id, subject, SubjectRequest.Type.ERASURE, status, now, due, shreddedAt, completedAt, Optional.empty());
    }

    private RequestRules() {}
}
