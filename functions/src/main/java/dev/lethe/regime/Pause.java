package dev.lethe.regime;

import java.time.LocalDate;

/** While something was awaited from the person: the day they were asked, and the day they answered. */
public record Pause(LocalDate from, LocalDate to) {
    public Pause {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a pause ends before it begins");
        }
    }
}
