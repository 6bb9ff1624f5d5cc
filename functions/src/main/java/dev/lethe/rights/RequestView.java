package dev.lethe.rights;

import dev.lethe.api.Route;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.regime.Deadline.By;
import dev.lethe.regime.Ground;
import java.time.Instant;
import java.util.Optional;

/**
 * A request as callers are told it.
 *
 * @param dueAt by when it has to be done, under {@code rule}, a fact of the regimes' data
 * @param reading how that rule was read; of several readings the one that is on the safe side
 * @param because why that law applies; absent where nobody knows which does
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
        Optional<By> reading,
        Optional<Ground> because,
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
                request.due().at(),
                request.due().rule(),
                request.due().reading(),
                request.due().because(),
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
