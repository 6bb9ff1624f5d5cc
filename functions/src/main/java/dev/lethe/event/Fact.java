package dev.lethe.event;

import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.RequestId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.kernel.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is told: the {@code detail} of an event. Ids, pseudonyms, instants and the names of purposes; nothing that a person said or
 * a platform calls them.
 */
public sealed interface Fact {
    /** How many purposes one fact is about, at most. */
    int PURPOSES_MAX = 100;

    /** How many obligations. */
    int OBLIGATIONS_MAX = 500;

    EventId id();

    Tenant tenant();

    /** When it became so. */
    Instant at();

    /** Whom it is about, where it is about a person: what is about one of them is told in order. */
    Optional<SubjectId> person();

    /**
     * A person, or the controller, decided about some purposes.
     *
     * @param revision of what stands for the person since; the higher one is the later, however events come in
     * @param receipts that show it, one for each purpose, in the same order
     */
    record Decided(
            EventId id,
            Tenant tenant,
            SubjectId subject,
            int revision,
            Instant at,
            @Items(max = PURPOSES_MAX) List<Purpose> purposes,
            @Items(max = PURPOSES_MAX) List<ReceiptId> receipts)
            implements Fact {
        @Override
        public Optional<SubjectId> person() {
            return Optional.of(subject);
        }
    }

    /**
     * A person's key is destroyed: nothing of theirs opens any more.
     *
     * @param revision of what stands for the person since, as above
     * @param request that it was done on, by which its certificate is found
     */
    record Erased(EventId id, Tenant tenant, SubjectId subject, int revision, Instant at, RequestId request)
            implements Fact {
        @Override
        public Optional<SubjectId> person() {
            return Optional.of(subject);
        }
    }

    /**
     * An incident was opened, by somebody or by a detector.
     *
     * @param drill whether it is an exercise
     * @param detectedAt from when on its provisional clock runs
     */
    record IncidentOpened(EventId id, Tenant tenant, Instant at, IncidentId incident, boolean drill, Instant detectedAt)
            implements Fact {
        @Override
        public Optional<SubjectId> person() {
            return Optional.empty();
        }
    }

    /**
     * Clocks of an incident have passed a fraction of their time.
     *
     * @param drill whether it is an exercise
     * @param percent 50, 80, 95 or 100
     * @param dueAt when the first of them ends, or has ended
     * @param obligations whose clocks they are; {@code provisional} where nobody can say yet what has to be done
     */
    record DeadlineNear(
            EventId id,
            Tenant tenant,
            Instant at,
            IncidentId incident,
            boolean drill,
            int percent,
            Instant dueAt,
            @Text(max = 120) @Items(max = OBLIGATIONS_MAX) List<String> obligations)
            implements Fact {
        @Override
        public Optional<SubjectId> person() {
            return Optional.empty();
        }
    }
}
