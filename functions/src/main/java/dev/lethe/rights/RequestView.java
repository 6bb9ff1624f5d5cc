package dev.lethe.rights;

import dev.lethe.api.Route;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * A request as callers are told it.
 *
 * @param certificate the path where officers read what was destroyed, once nothing is left to delete
 */
public record RequestView(
        RequestId request,
        SubjectId subject,
        SubjectRequest.Type type,
        SubjectRequest.Status status,
        Instant receivedAt,
        Instant dueAt,
        String rule,
        Optional<Instant> shreddedAt,
        Optional<Instant> completedAt,
        Optional<SubjectRequest.Reason> reason,
        Optional<String> certificate) {

    static RequestView of(SubjectRequest request) {
        return new RequestView(
                request.request(),
                request.subject(),
                request.type(),
                request.status(),
                request.receivedAt(),
                request.dueAt(),
                request.rule(),
                request.shreddedAt(),
                request.completedAt(),
                request.reason(),
                Optional.of(request)
                        .filter(asked -> asked.status() == SubjectRequest.Status.COMPLETED)
                        .map(done -> Route.READ_CERTIFICATE
                                .path()
                                .replace("{certificate}", done.request().value())));
    }
}
