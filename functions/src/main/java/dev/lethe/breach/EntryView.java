package dev.lethe.breach;

import dev.lethe.kernel.ClientId;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry as responders are told it.
 *
 * @param words absent where they are unreadable
 * @param unreadable the seal did not hold: somebody has changed or moved it
 */
public record EntryView(
        long entry, TimelineEntry.Kind kind, ClientId by, Instant at, Optional<Words> words, boolean unreadable) {

    static EntryView of(TimelineEntry entry, Optional<Words> words) {
        return new EntryView(entry.number(), entry.kind(), entry.by(), entry.at(), words, words.isEmpty());
    }
}
