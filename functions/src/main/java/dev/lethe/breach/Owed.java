package dev.lethe.breach;

import java.time.Instant;
import java.util.Optional;

/**
 * One clock of an incident: what has to be done, from when on its time runs and until when.
 *
 * @param obligation by its key; {@link #PROVISIONAL} while nobody can say yet what has to be done
 * @param dueAt the safer reading of the end; absent where the law names none
 * @param told the highest fraction of its time, in percent, whose passing was told; 0 for none
 * @param settledIn the number of the entry that says when it was done, or on what ground it is not
 * @param doneAt when it was done
 */
public record Owed(
        String obligation,
        Instant from,
        Optional<Instant> dueAt,
        int told,
        Optional<Integer> settledIn,
        Optional<Instant> doneAt) {

    /** Whose clock runs before anybody can say what follows from an incident. */
    public static final String PROVISIONAL = "provisional";

    /** One whose time has just been computed. */
    static Owed of(String obligation, Instant from, Optional<Instant> dueAt) {
        return new Owed(obligation, from, dueAt, 0, Optional.empty(), Optional.empty());
    }

    boolean settled() {
        return settledIn.isPresent();
    }

    /** Whether its time is over and nobody has said what came of it. */
    boolean overdue(Instant now) {
        return !settled() && dueAt.filter(due -> !now.isBefore(due)).isPresent();
    }

    /** As computed anew: what was done stays done, and what was told of the same time stays told. */
    Owed keeping(Owed before) {
        var same = from.equals(before.from) && dueAt.equals(before.dueAt);
        return new Owed(obligation, from, dueAt, same ? before.told : 0, before.settledIn, before.doneAt);
    }

    Owed told(int percent) {
        return new Owed(obligation, from, dueAt, percent, settledIn, doneAt);
    }

    Owed settled(int entry, Optional<Instant> done) {
        return new Owed(obligation, from, dueAt, told, Optional.of(entry), done);
    }
}
