package dev.lethe.notice;

import dev.lethe.audit.ChainHead;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Decides what publishing amounts to. Pure. */
final class NoticeRules {
    static final int NOTICES_MAX = 20;

    /** What came of it. */
    sealed interface Outcome {
        record Published(Notice notice, Map<NoticeId, Integer> current, Map<Purpose, NoticeId> purposes)
                implements Outcome {
            Catalog next(Catalog read, ChainHead head) {
                return new Catalog(read.revision() + 1, current, purposes, head, read.closedBefore());
            }
        }

        record Unchanged(Notice notice) implements Outcome {}

        /** Another notice describes one of the purposes, so that nobody could say which one binds. */
        record PurposeTaken(Purpose purpose) implements Outcome {}

        record TooMany() implements Outcome {}
    }

    static Outcome publish(
            NoticeId id, NoticeDraft draft, String hash, Catalog catalog, Optional<Notice> current, Instant now) {
        if (current.isPresent() && current.get().hash().equals(hash)) {
            return new Outcome.Unchanged(current.get());
        }
        if (catalog.currentVersion(id).isEmpty() && catalog.current().size() >= NOTICES_MAX) {
            return new Outcome.TooMany();
        }
        for (var terms : draft.purposes()) {
            if (catalog.noticeOf(terms.purpose())
                    .filter(other -> !other.equals(id))
                    .isPresent()) {
                return new Outcome.PurposeTaken(terms.purpose());
            }
        }
        // A version whose text was lost keeps its number.
        var version = catalog.currentVersion(id).orElse(0) + 1;
        var versions = new LinkedHashMap<>(catalog.current());
        versions.put(id, version);
        var purposes = new LinkedHashMap<>(catalog.purposes());
        purposes.values().removeIf(id::equals);
        draft.purposes().forEach(terms -> purposes.put(terms.purpose(), id));
        return new Outcome.Published(new Notice(id, version, now, hash, draft), versions, purposes);
    }

    private NoticeRules() {}
}
