package dev.lethe.breach;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A measure or a lesson that somebody has to see to by a day.
 *
 * @param entry the number of the entry that says what it is
 * @param doneAt when it was said to be done
 */
public record Planned(int entry, LocalDate dueOn, Optional<Instant> doneAt) {

    boolean overdue(LocalDate today) {
        return doneAt.isEmpty() && dueOn.isBefore(today);
    }
}
