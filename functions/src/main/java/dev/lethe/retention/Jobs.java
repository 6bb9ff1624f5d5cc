package dev.lethe.retention;

import dev.lethe.crypto.Resealed;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The work of planning anew, and the runs it belongs to. */
public interface Jobs {

    /** Begins a run: its row and those of its segments, in one transaction. */
    void begin(Run run);

    Optional<Run> run(Tenant tenant, RunId run);

    /** A tenant's runs, newest first, at most {@code max}. */
    List<Run> runs(Tenant tenant, int max);

    /** The segments of a run that are not gone through. */
    List<Job> open(Run run);

    /** Work of any tenant whose time has come, at most {@code max}. */
    List<Job> due(Instant now, int max);

    /**
     * Somebody of whom something may be kept.
     *
     * @param place where they stand among the others
     */
    record Person(SubjectId subject, String place) {}

    /**
     * Some people of a job.
     *
     * @param next behind which place the next begin; absent on the last page
     */
    record People(List<Person> people, Optional<String> next) {}

    /** People behind a job's place, whose keys live. */
    People people(Job job, Optional<String> after);

    /**
     * Writes what is to become of some contents of one person, the evidence of it, and how far that brings the job, in one
     * transaction.
     *
     * @return the job as it is written now; empty when it or one of the contents is not what was read any more, or a hold is being
     *     placed, and nothing was written
     */
    Optional<Job> apply(Job next, List<Change> changes, Instant now);

    /** What is to become of something. */
    record Change(Content content, Plan plan, Optional<Resealed> resealed) {}

    /** Writes how far a job has come; empty when somebody else was faster, and nothing was written. */
    Optional<Job> advance(Job next);

    /** Ends a job: of a run, adds what came of it to that; of a person, puts it into evidence. One that was ended before stays as it is. */
    void end(Job job, Instant now);
}
