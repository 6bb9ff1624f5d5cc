package dev.lethe.notice;

import dev.lethe.audit.ChainHead;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides what publishing amounts to. Pure. */
final class NoticeRules {
    static final int NOTICES_MAX = 20;

    /** How far ahead a version may be published. */
    static final Duration AHEAD_MAX = Duration.ofDays(366);

    /** What came of it. */
    sealed interface Outcome {
        record Published(Notice notice, Map<Purpose, NoticeId> purposes) implements Outcome {
            Catalog next(Catalog read, ChainHead head) {
                return read.with(
                                notice.id(),
                                notice.version(),
                                notice.publishedAt(),
                                notice.text().effectiveAt(),
                                notice.text().establishments())
                        .next(purposes, head);
            }
        }

        record Unchanged(Notice notice) implements Outcome {}

        /** Another notice describes one of the purposes, so that nobody could say which one binds. */
        record PurposeTaken(Purpose purpose) implements Outcome {}

        record TooMany() implements Outcome {}

        record TooFarAhead() implements Outcome {}
    }

    /** @param last the last version that was published, whether or not it binds yet */
    static Outcome publish(
            NoticeId id, NoticeDraft draft, String hash, Catalog catalog, Optional<Notice> last, Instant now) {
        if (last.isPresent() && last.get().hash().equals(hash)) {
            return new Outcome.Unchanged(last.get());
        }
        if (!catalog.notices().contains(id) && catalog.notices().size() >= NOTICES_MAX) {
            return new Outcome.TooMany();
        }
        if (draft.effectiveAt().filter(now.plus(AHEAD_MAX)::isBefore).isPresent()) {
            return new Outcome.TooFarAhead();
        }
        for (var terms : draft.purposes()) {
            if (catalog.noticeOf(terms.purpose())
                    .filter(other -> !other.equals(id))
                    .isPresent()) {
                return new Outcome.PurposeTaken(terms.purpose());
            }
        }
        // A version whose text was lost keeps its number.
        var version = catalog.lastVersion(id) + 1;
        var purposes = new LinkedHashMap<>(catalog.purposes());
        if (draft.effectiveAt().filter(now::isBefore).isEmpty()) {
            // Until a later version binds, its purposes and those of the one before are this notice's.
            purposes.values().removeIf(id::equals);
        }
        draft.purposes().forEach(terms -> purposes.put(terms.purpose(), id));
        return new Outcome.Published(new Notice(id, version, now, hash, draft), purposes);
    }

    private NoticeRules() {}
}
