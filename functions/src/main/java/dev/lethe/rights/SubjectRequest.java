package dev.lethe.rights;

import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody asked about their data, and how far it has come.
 *
 * @param dueAt by when it has to be done, under {@code rule}
 * @param shreddedAt when the person's key was destroyed, from which instant nothing of theirs opens
 * @param completedAt when nothing of theirs was left to delete
 */
public record SubjectRequest(
        RequestId request,
        SubjectId subject,
        Type type,
        Status status,
        Instant receivedAt,
        Instant dueAt,
        String rule,
        Optional<Instant> shreddedAt,
        Optional<Instant> completedAt) {

    /** What was asked. */
    public enum Type {
        /** GDPR Art. 17. */
        ERASURE
    }

    /** How far it has come. */
    public enum Status {
        /** The key is destroyed; what it sealed is being deleted. */
        ERASING,
        /** Nothing is left. */
        COMPLETED
    }
}
