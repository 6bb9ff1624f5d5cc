package dev.lethe.retention;

import dev.lethe.audit.ChainedEntry;
import dev.lethe.kernel.Tenant;
import java.util.List;
import java.util.Optional;

/** How purges stand, and what they did. */
public interface Purges {

    PurgeState state(Tenant tenant);

    /** Writes down what a purge did; false when the state has changed meanwhile, and nothing was written. */
    boolean keep(Tenant tenant, PurgeState next, Optional<PurgeRun> run);

    /** Stops purges, or lets them go on, together with the evidence; false when the state has changed meanwhile. */
    boolean pause(Tenant tenant, PurgeState next, ChainedEntry entry);

    /** How far it has been checked, of all tenants, that nothing outstays its time. */
    Verification verification();

    /** Writes down how far that is; false when it has changed meanwhile, and nothing was written. */
    boolean keep(Verification next);

    Optional<PurgeRun> run(Tenant tenant, RunId run);

    /** The latest runs worth telling, newest first, at most {@code max}. */
    List<PurgeRun> runs(Tenant tenant, int max);
}
