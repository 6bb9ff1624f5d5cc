package dev.lethe.kernel;

import java.time.Duration;

/** How long a function may go on. Work that runs longer stops in between two steps, and the next run takes it up. */
@FunctionalInterface
public interface Remaining {
    /** What is left for answering and for a step that is slower than expected. */
    Duration RESERVE = Duration.ofSeconds(20);

    Duration remaining();

    /** Whether there is time for another step. */
    default boolean allows() {
        return remaining().compareTo(RESERVE) > 0;
    }
}
