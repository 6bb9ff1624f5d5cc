package dev.lethe.epoch;

import java.util.List;
import java.util.Optional;

/** Every epoch there was, and how far the pass over the table of keys has come. */
public interface Epochs {
    /** A thousand epochs are eighty years of months. */
    int EPOCHS_MAX = 1_000;

    /** In order, the oldest first. */
    List<Epoch> all();

    /** Writes an epoch that is not there yet. */
    boolean create(Epoch epoch);

    /** Writes an epoch, if it is still at the revision before. */
    boolean update(Epoch next);

    /** Ends one epoch and begins the next, both or neither, if both are still at the revision before. */
    boolean turn(Epoch ended, Epoch begun);

    /**
     * A pass over the table.
     *
     * @param epoch the current epoch when it began: a pass that began in another proves nothing about this one's
     * @param number which one of the epoch; the first is 1
     * @param cursor behind which it goes on; absent at the beginning
     * @param rewrapped how many rows were wrapped anew in this pass so far
     * @param stuck how many rows could not be, for a reason that does not pass
     */
    record Pass(int epoch, int number, Optional<String> cursor, long rewrapped, long stuck) {
        static Pass first(int epoch) {
            return new Pass(epoch, 1, Optional.empty(), 0, 0);
        }

        Pass on(Optional<String> next, long more, long moreStuck) {
            return new Pass(epoch, number, next, rewrapped + more, stuck + moreStuck);
        }

        Pass again() {
            return new Pass(epoch, number + 1, Optional.empty(), 0, 0);
        }
    }

    /** The pass that is under way, if there ever was one. */
    Optional<Pass> pass();

    /** Keeps how far a pass has come; two runs at once repeat each other's work and do no harm. */
    void keep(Pass pass);
}
