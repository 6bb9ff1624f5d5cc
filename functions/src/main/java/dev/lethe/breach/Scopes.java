package dev.lethe.breach;

import dev.lethe.kernel.IncidentId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts of who is affected, and the records they are computed from. Nothing that is sealed is read. */
public interface Scopes {

    /** Writes a count; false when it has changed since it was read. */
    boolean write(Scope next);

    Optional<Scope> find(Tenant tenant, IncidentId incident, ScopeId scope);

    /** A tenant's counts that are to be gone on with, at most {@code max}. */
    List<Scope> due(Tenant tenant, Instant now, int max);

    /** The key of an epoch; absent where there is none of that number. */
    Optional<String> keyOf(int epoch);

    /** Those of whom neither a key's row nor what stands is there. */
    List<SubjectId> unknown(Tenant tenant, List<SubjectId> subjects);

    /**
     * By whom something was taken in on a day, as index rows say.
     *
     * @param asOf what has expired by then is gone
     */
    Map<StorageId, Seen> seen(Tenant tenant, LocalDate day, boolean whole, Instant asOf);

    /** A page of people, and behind whom the next begins. */
    record People(List<Somebody> people, Optional<String> next) {}

    /**
     * A page of those of a scope's people whose content stands under one of {@code sids}, or who were erased after its window began.
     */
    People people(Scope scope, Set<StorageId> sids, int max);

    /** What is kept of somebody. */
    Kept kept(Tenant tenant, StorageId sid, Selection selection, Instant asOf);

    /** Of whom something expired that was due on a day, as evidence says. */
    Set<StorageId> expired(Tenant tenant, LocalDate day);
}
