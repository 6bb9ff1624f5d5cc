package dev.lethe.notice;

import dev.lethe.audit.ChainHead;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which versions are current, and which notice describes a purpose: a tenant's one row that every request reads.
 *
 * @param revision counts changes, so that two publishers cannot both win
 * @param head the end of the chain of what was published
 * @param closedBefore the evidence of before then was lost together with what it proves: nobody can say which decisions were taken
 *     back since, nor what of what was taken in before had been forgotten
 */
public record Catalog(
        long revision,
        Map<NoticeId, Integer> current,
        Map<Purpose, NoticeId> purposes,
        ChainHead head,
        Optional<Instant> closedBefore) {
    public static final Catalog EMPTY = new Catalog(0, Map.of(), Map.of(), ChainHead.START);

    /** A catalog whose evidence is whole. */
    public Catalog(long revision, Map<NoticeId, Integer> current, Map<Purpose, NoticeId> purposes, ChainHead head) {
        this(revision, current, purposes, head, Optional.empty());
    }

    /**
     * Whether a yes of that time can still be relied on: not when it may have been taken back while the evidence was lost, since the
     * controller has to be able to show it (GDPR Art. 7(1)).
     */
    public boolean proves(Instant decidedAt) {
        return closedBefore.filter(at -> !decidedAt.isAfter(at)).isEmpty();
    }

    /** The same, with nothing of before {@code at} to be relied on. */
    public Catalog closed(Instant at) {
        return new Catalog(revision, current, purposes, head, Optional.of(at));
    }

    public Optional<Integer> currentVersion(NoticeId notice) {
        return Optional.ofNullable(current.get(notice));
    }

    public Optional<NoticeId> noticeOf(Purpose purpose) {
        return Optional.ofNullable(purposes.get(purpose));
    }
}
