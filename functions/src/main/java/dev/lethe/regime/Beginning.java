package dev.lethe.regime;

import java.time.Instant;
import java.time.LocalDate;

/** What a period runs from, as precisely as it is known. */
public sealed interface Beginning {

    /** Somewhere within a day of the place whose law it is. */
    record Day(LocalDate date) implements Beginning {}

    record Moment(Instant at) implements Beginning {}
}
