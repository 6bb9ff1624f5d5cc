package dev.lethe.retention;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as officers are told it.
 *
 * @param beginsAt when its work may begin: whatever had begun before is over by then
 * @param finishedAt when it was through; absent while it goes on
 * @param people how many were looked at
 * @param keptFor of what is left, how many items each purpose keeps
 * @param writeUnits DynamoDB write request units that the changes take, or would take
 */
public record RunView(
        RunId run,
        Run.Cause cause,
        int schedule,
        Instant startedAt,
        Instant beginsAt,
        Optional<Instant> finishedAt,
        int segments,
        int segmentsDone,
        long people,
        List<OfCategory> categories,
        Map<String, Long> keptFor,
        long writeUnits) {
    /** Two writes in a transaction, each of which counts twice: the item, and the evidence. */
    private static final int UNITS_REMOVED = 4;

    /** The item and at most two index rows, in a transaction. */
    private static final int UNITS_MOVED = 6;

    /**
     * What comes of one category of data.
     *
     * @param removed how many items go at once
     * @param sooner how many go sooner than they were to
     * @param later how many go later than they were to
     * @param kept how many stay as they are
     * @param unopenable how many cannot be sealed until another day, since their seal does not hold
     * @param anonymised how many of those that stay are counted, without whom, when they go
     * @param bytesRemoved what the removed ones take, under seal
     * @param oldestRemoved when the oldest of the removed ones was taken in
     */
    public record OfCategory(
            String category,
            long removed,
            long sooner,
            long later,
            long kept,
            long unopenable,
            long anonymised,
            long bytesRemoved,
            Optional<Instant> oldestRemoved) {}

    /** @param open its segments that are not gone through */
    static RunView of(Run run, List<Job> open) {
        var tallies = run.done();
        for (var job : open) {
            tallies = tallies.plus(job.tallies());
        }
        return new RunView(
                run.id(),
                run.cause(),
                run.schedule(),
                run.startedAt(),
                run.from(),
                run.finishedAt(),
                Run.SEGMENTS,
                run.segmentsDone(),
                tallies.people(),
                tallies.categories().entrySet().stream()
                        .map(entry -> ofCategory(entry.getKey(), entry.getValue()))
                        .toList(),
                tallies.keptFor(),
                tallies.categories().values().stream()
                        .mapToLong(tally ->
                                tally.removed() * UNITS_REMOVED + (tally.sooner() + tally.later()) * UNITS_MOVED)
                        .sum());
    }

    private static OfCategory ofCategory(String category, Tally tally) {
        return new OfCategory(
                category,
                tally.removed(),
                tally.sooner(),
                tally.later(),
                tally.kept(),
                tally.unopenable(),
                tally.anonymised(),
                tally.bytesRemoved(),
                tally.oldestRemoved());
    }
}
