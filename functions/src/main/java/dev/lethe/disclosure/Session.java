package dev.lethe.disclosure;

import dev.lethe.http.Malformed;
import java.time.Instant;
import java.util.Optional;

/**
 * A conversation without a longer pause, as the bot counts it. Nothing of it is stored: who says what was said may ask again and
 * again.
 *
 * @param startedAt when it began
 * @param disclosedAt when the bot last said in it what was due; absent where it has said nothing yet
 * @param askedAt when the person last asked whether they talk to a human being
 */
public record Session(Instant startedAt, Optional<Instant> disclosedAt, Optional<Instant> askedAt) {
    public Session {
        within("/disclosedAt", disclosedAt, startedAt);
        within("/askedAt", askedAt, startedAt);
    }

    private static void within(String pointer, Optional<Instant> at, Instant startedAt) {
        if (at.filter(startedAt::isAfter).isPresent()) {
            throw new Malformed(pointer, "must not be before startedAt");
        }
    }

    /** When they asked, unless they have been told since. */
    Optional<Instant> unanswered() {
        return askedAt.filter(
                asked -> disclosedAt.filter(said -> !asked.isAfter(said)).isEmpty());
    }
}
