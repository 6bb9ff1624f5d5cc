package dev.lethe.breach;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An incident as it stands: what its timeline comes to, without a word of it.
 *
 * @param drill whether it is an exercise
 * @param detectedAt when somebody, or something, noticed it
 * @param awareAt when the controller had reasonable certainty that personal data were compromised, from which laws count; absent until
 *     somebody has established it
 * @param factsIn the number of the entry that has the newest facts
 * @param severity the level of the newest assessment
 * @param owed its clocks
 * @param planned its measures and lessons
 * @param lookAt when its clocks have to be looked at again; absent once there is nothing to look at
 * @param head the end of its chain of evidence, whose length is that of the timeline
 * @param revision counts changes; each is conditional on the one before
 */
public record Incident(
        Tenant tenant,
        IncidentId id,
        Triage triage,
        boolean drill,
        Instant openedAt,
        Instant detectedAt,
        Optional<Instant> awareAt,
        Optional<Instant> closedAt,
        Optional<Integer> factsIn,
        Optional<Severity.Level> severity,
        List<Owed> owed,
        List<Planned> planned,
        Optional<Instant> lookAt,
        ChainHead head,
        long revision) {

    /** What somebody has found it to be. */
    public enum Triage {
        /** Nobody has looked yet; its provisional clock runs. */
        UNTRIAGED,
        CONFIRMED,
        FALSE_ALARM
    }

    public Incident {
        owed = List.copyOf(owed);
        planned = List.copyOf(planned);
    }

    /** The chain of evidence of an incident. */
    public static String chain(IncidentId id) {
        return "incident/" + id;
    }

    /** One that was just noticed, of which nothing is written yet. */
    static Incident opened(Tenant tenant, IncidentId id, boolean drill, Instant now, Instant detectedAt) {
        return new Incident(
                tenant,
                id,
                Triage.UNTRIAGED,
                drill,
                now,
                detectedAt,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                ChainHead.START,
                0);
    }

    /** The number that the next entry gets. */
    int nextEntry() {
        return Math.toIntExact(head.length() + 1);
    }

    boolean closed() {
        return closedAt.isPresent();
    }

    /** Whether clocks are reckoned from what is not established yet. */
    boolean provisional() {
        return awareAt.isEmpty() || factsIn.isEmpty();
    }

    /** From when on laws count, as far as anybody can say. */
    Instant countsFrom() {
        return awareAt.orElse(detectedAt);
    }

    Optional<Owed> owed(String obligation) {
        return owed.stream().filter(one -> one.obligation().equals(obligation)).findFirst();
    }

    Incident triaged(Triage found) {
        return with(found, awareAt, factsIn, severity);
    }

    Incident aware(Instant at) {
        return with(triage, Optional.of(at), factsIn, severity);
    }

    Incident described(int entry) {
        return with(triage, awareAt, Optional.of(entry), severity);
    }

    Incident assessed(Severity.Level level) {
        return with(triage, awareAt, factsIn, Optional.of(level));
    }

    private Incident with(
            Triage triage, Optional<Instant> awareAt, Optional<Integer> factsIn, Optional<Severity.Level> severity) {
        return new Incident(
                tenant,
                id,
                triage,
                drill,
                openedAt,
                detectedAt,
                awareAt,
                closedAt,
                factsIn,
                severity,
                owed,
                planned,
                lookAt,
                head,
                revision);
    }

    Incident owing(List<Owed> clocks) {
        return standing(closedAt, clocks, planned, lookAt, head, revision);
    }

    /** With one of its clocks replaced. */
    Incident owing(Owed clock) {
        return owing(owed.stream()
                .map(one -> one.obligation().equals(clock.obligation()) ? clock : one)
                .toList());
    }

    Incident planning(Planned more) {
        var all = new ArrayList<>(planned);
        all.removeIf(one -> one.entry() == more.entry());
        all.add(more);
        return standing(closedAt, owed, all, lookAt, head, revision);
    }

    Incident closed(Instant at) {
        return standing(Optional.of(at), owed, planned, Optional.empty(), head, revision);
    }

    Incident lookedAt(Optional<Instant> next) {
        return standing(closedAt, owed, planned, next, head, revision);
    }

    Incident at(ChainHead end) {
        return standing(closedAt, owed, planned, lookAt, end, revision);
    }

    /** As it is once an entry stands, which is the next revision. */
    Incident after(ChainedEntry entry) {
        return standing(closedAt, owed, planned, lookAt, entry.head(), revision + 1);
    }

    /** The next revision, of which the timeline says nothing. */
    Incident unremarked() {
        return standing(closedAt, owed, planned, lookAt, head, revision + 1);
    }

    Incident detected(Instant at) {
        return new Incident(
                tenant, id, triage, drill, openedAt, at, awareAt, closedAt, factsIn, severity, owed, planned, lookAt,
                head, revision);
    }

    private Incident standing(
            Optional<Instant> closedAt,
            List<Owed> owed,
            List<Planned> planned,
            Optional<Instant> lookAt,
            ChainHead head,
            long revision) {
        return new Incident(
                tenant,
                id,
                triage,
                drill,
                openedAt,
                detectedAt,
                awareAt,
                closedAt,
                factsIn,
                severity,
                owed,
                planned,
                lookAt,
                head,
                revision);
    }
}
