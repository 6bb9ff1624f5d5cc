package dev.lethe.breach;

import java.time.Instant;
import java.util.Optional;

/**
 * Moments that some laws count from, beside awareness. Each that is absent is taken to be the moment of awareness, but for the
 * closing.
 *
 * @param discoveredAt that there was a breach was found out, or was told by others
 * @param determinedAt there was enough evidence to conclude that there was one
 * @param assessedAt it was found that it has to be notified
 * @param closedAt the incident was closed
 */
public record Milestones(
        Optional<Instant> discoveredAt,
        Optional<Instant> determinedAt,
        Optional<Instant> assessedAt,
        Optional<Instant> closedAt) {
    static final Milestones NONE =
            new Milestones(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
