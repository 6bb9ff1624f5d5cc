package dev.lethe.lambda;

import dev.lethe.api.Fn;
import dev.lethe.api.Grant;
import dev.lethe.api.Route;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.StoreUnavailable;
import java.time.Instant;
import java.util.Optional;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a function does around a snapshot of its memory, from which many environments may wake up. Nothing secret and nothing
 * unique is in it: before it is taken everything of that kind is forgotten, and afterwards once more.
 *
 * <p>Chance is the JDK's {@link java.security.SecureRandom}, which on Linux reads the operating system's generator; Lambda
 * gives that one fresh entropy when it restores
 * (https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html). Of what it had read ahead, or of another
 * implementation that keeps a state, two environments would draw the same: so it is given a fresh seed, too.
 */
public final class Snapshot implements Resource {
    /** Nobody: to ask for them reaches the store and finds nothing that could be remembered. */
    private static final ClientId NOBODY = new ClientId("nobody");

    /** The registry of hooks holds them weakly, and an environment has one function. */
    private static volatile @Nullable Snapshot registered;

    private final Fn fn;
    private final Suite suite;

    public Snapshot(Fn fn, Suite suite) {
        this.fn = fn;
        this.suite = suite;
    }

    /** A suite whose function will be asked before a snapshot and after it. */
    static Suite around(Fn fn, Suite suite) {
        var snapshot = new Snapshot(fn, suite);
        Core.getGlobalContext().register(snapshot);
        registered = snapshot;
        return suite;
    }

    /** What was registered last. */
    static Optional<Snapshot> registered() {
        return Optional.ofNullable(registered);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        prime();
        suite.forgetEverything();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        suite.forgetEverything();
        suite.reseed();
    }

    /** Makes ready what a first request needs, without a key and without anybody's data. */
    private void prime() {
        rehearse();
        if (Route.OPEN_REQUEST.fn() == fn) {
            // A wrong regime of the operator's own is found here, before anybody is served by it.
            suite.regimes().response().due(Instant.EPOCH);
        }
        if (fn.grants().contains(Grant.RECORDS_READ)) {
            reach();
        }
    }

    /** A rehearsal that fails is told; without it the first request takes longer, and that is all. */
    private void rehearse() {
        try {
            Rehearsal.of(fn, suite.regimes(), Rehearsal.ROUNDS);
        } catch (RuntimeException | LinkageError e) {
            suite.log().fault("snapshot taken without a rehearsal", fn.name(), e);
        }
    }

    /** One read opens the way to the store. Without it the first request takes longer, and that is all. */
    private void reach() {
        try {
            suite.tenants().of(NOBODY);
        } catch (StoreUnavailable e) {
            suite.log().fault("snapshot taken without the store", fn.name(), e);
        }
    }
}
