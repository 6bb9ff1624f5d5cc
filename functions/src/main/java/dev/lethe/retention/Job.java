package dev.lethe.retention;

import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.util.Optional;

/**
 * A piece of work: to plan anew what is kept of some people. Its row says how far it has come, and is written together with what it
 * changes, so that whoever takes it up again repeats nothing and leaves nothing out.
 *
 * @param from when it may begin
 * @param dueAt when somebody should take it up; later than {@code from} while somebody works at it, or after it failed
 * @param after behind whom the next person comes
 * @param place how far it has come with that person; absent at their beginning
 * @param failures how often it could not be taken further since it last was
 * @param revision of its row as it was read; each change is conditional on it
 */
public record Job(
        Tenant tenant,
        Scope scope,
        Instant from,
        Instant dueAt,
        Optional<String> after,
        Optional<String> place,
        Tallies tallies,
        int failures,
        long revision) {

    /** Whom it is about. */
    public sealed interface Scope {

        /** One person, because of something they decided then. */
        record Person(SubjectId subject, Instant decidedAt) implements Scope {}

        /** One segment of a run. */
        record Segment(RunId run, int number) implements Scope {}
    }

    public static Job of(Tenant tenant, Scope scope, Instant from) {
        return new Job(tenant, scope, from, from, Optional.empty(), Optional.empty(), Tallies.NOTHING, 0, 1);
    }

    /** In the middle of a person. */
    Job at(String next, Tallies found) {
        return with(after, Optional.of(next), tallies.plus(found));
    }

    /** With one person more behind it. */
    Job behind(String person, Tallies found) {
        return with(Optional.of(person), Optional.empty(), tallies.plus(found).andPerson());
    }

    /** Behind people who are none of its tenant's. */
    Job past(String others) {
        return with(Optional.of(others), Optional.empty(), tallies);
    }

    private Job with(Optional<String> behind, Optional<String> at, Tallies sum) {
        return new Job(tenant, scope, from, dueAt, behind, at, sum, 0, revision);
    }

    /** Not to be taken up by anybody else before. */
    Job due(Instant at) {
        return new Job(tenant, scope, from, at, after, place, tallies, failures, revision);
    }

    /** To be tried again then. */
    Job failed(Instant again) {
        return new Job(tenant, scope, from, again, after, place, tallies, failures + 1, revision);
    }

    /** As it stands in its row once it was written. */
    public Job written() {
        return new Job(tenant, scope, from, dueAt, after, place, tallies, failures, revision + 1);
    }
}
