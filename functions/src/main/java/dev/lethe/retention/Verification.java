package dev.lethe.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far it has been checked that nothing outstays its time.
 *
 * @param startedAt when the pass that is under way began; absent between passes
 * @param from behind which that pass goes on; absent at its beginning
 * @param seen how many rows it has looked at, or the last one had
 * @param missed how many of them it found, or the last one had; one that was cut off may have counted some twice
 * @param verifiedAt when a pass last ended; absent before the first has
 * @param revision counts changes; each is conditional on the one before
 */
public record Verification(
        Optional<Instant> startedAt,
        Optional<String> from,
        long seen,
        long missed,
        Optional<Instant> verifiedAt,
        long revision) {

    /** How long after a pass the next one begins. */
    static final Duration PASS_EVERY = Duration.ofDays(30);

    /** No pass has begun yet. */
    public static final Verification NONE =
            new Verification(Optional.empty(), Optional.empty(), 0, 0, Optional.empty(), 0);

    /** Whether there is something to look at now. */
    boolean isDue(Instant now) {
        return startedAt.isPresent()
                || verifiedAt.map(at -> !now.isBefore(at.plus(PASS_EVERY))).orElse(true);
    }

    /** A new pass, unless one is under way. */
    Verification begun(Instant now) {
        return startedAt.isPresent()
                ? this
                : new Verification(Optional.of(now), Optional.empty(), 0, 0, verifiedAt, revision);
    }

    Verification after(ExpirySurvey.Page page, int found, Instant now) {
        var last = page.next().isEmpty();
        return new Verification(
                startedAt.filter(_ -> !last),
                page.next(),
                seen + page.kept().size() + page.unreadable(),
                missed + found,
                last ? Optional.of(now) : verifiedAt,
                revision + 1);
    }
}
