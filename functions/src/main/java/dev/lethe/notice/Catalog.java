package dev.lethe.notice;

import dev.lethe.audit.ChainHead;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import java.util.Map;
import java.util.Optional;

/**
 * Which versions are current, and which notice describes a purpose: a tenant's one row that every request reads.
 *
 * @param revision counts changes, so that two publishers cannot both win
 * @param head the end of the chain of what was published
 */
public record Catalog(long revision, Map<NoticeId, Integer> current, Map<Purpose, NoticeId> purposes, ChainHead head) {
    public static final Catalog EMPTY = new Catalog(0, Map.of(), Map.of(), ChainHead.START);

    public Optional<Integer> currentVersion(NoticeId notice) {
        return Optional.ofNullable(current.get(notice));
    }

    public Optional<NoticeId> noticeOf(Purpose purpose) {
        return Optional.ofNullable(purposes.get(purpose));
    }
}
