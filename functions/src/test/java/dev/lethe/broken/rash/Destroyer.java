package dev.lethe.broken.rash;

import dev.lethe.broken.retention.EndedDays;

/** Destroys a day that is not over. */
public final class Destroyer {
    public boolean now(EndedDays days) {
        return days.destroy();
    }
}
