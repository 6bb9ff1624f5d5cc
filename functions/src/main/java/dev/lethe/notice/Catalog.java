package dev.lethe.notice;

import dev.lethe.audit.ChainHead;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.regime.Place;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which versions are current, and which notice describes a purpose: a tenant's one row that every request reads.
 *
 * @param revision counts changes, so that two publishers cannot both win
 * @param upcoming versions that were published and do not bind yet, at most one of each notice
 * @param schedule the version of the retention schedule that is in force; 0 where there is none
 * @param established where each notice says that the controllers are established; nothing of one that does not say
 * @param head the end of the chain of what was published
 * @param closedBefore the evidence of before then was lost together with what it proves: nobody can say which decisions were taken
 *     back since, nor what of what was taken in before had been forgotten
 */
public record Catalog(
        long revision,
        Map<NoticeId, Integer> current,
        Map<NoticeId, Upcoming> upcoming,
        Map<Purpose, NoticeId> purposes,
        int schedule,
        Map<NoticeId, Set<Place>> established,
        ChainHead head,
        Optional<Instant> closedBefore) {
    /** A version that binds from some instant on. */
    public record Upcoming(int version, Instant effectiveAt) {
        boolean binds(Instant now) {
            return !now.isBefore(effectiveAt);
        }
    }

    public static final Catalog EMPTY = new Catalog(0, Map.of(), Map.of(), ChainHead.START);

    /** A catalog whose evidence is whole, with nothing to come. */
    public Catalog(long revision, Map<NoticeId, Integer> current, Map<Purpose, NoticeId> purposes, ChainHead head) {
        this(revision, current, Map.of(), purposes, 0, Map.of(), head, Optional.empty());
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
        return new Catalog(revision, current, upcoming, purposes, schedule, established, head, Optional.of(at));
    }

    /** The version that binds now. */
    public Optional<Integer> currentVersion(NoticeId notice, Instant now) {
        return Optional.ofNullable(upcoming.get(notice))
                .filter(next -> next.binds(now))
                .map(Upcoming::version)
                .or(() -> Optional.ofNullable(current.get(notice)));
    }

    /** The last version that was published, whether or not it binds yet; 0 where there is none. */
    public int lastVersion(NoticeId notice) {
        return Math.max(
                current.getOrDefault(notice, 0),
                Optional.ofNullable(upcoming.get(notice)).map(Upcoming::version).orElse(0));
    }

    /** Every notice there is. */
    public Set<NoticeId> notices() {
        var all = new LinkedHashSet<>(current.keySet());
        all.addAll(upcoming.keySet());
        return all;
    }

    /**
     * What is current and to come once a version was published: one that binds at once ends what was to come, one that does not
     * takes its place.
     *
     * @param effectiveAt from when it binds, if not from {@code publishedAt}
     * @param places where it says that the controllers are established
     */
    public Catalog with(
            NoticeId notice, int version, Instant publishedAt, Optional<Instant> effectiveAt, Set<Place> places) {
        var now = new LinkedHashMap<>(current);
        var later = new LinkedHashMap<>(upcoming);
        currentVersion(notice, publishedAt).ifPresent(binding -> now.put(notice, binding));
        later.remove(notice);
        var next = effectiveAt.filter(publishedAt::isBefore);
        if (next.isPresent()) {
            later.put(notice, new Upcoming(version, next.get()));
        } else {
            now.put(notice, version);
        }
        return new Catalog(
                revision, now, later, purposes, schedule, established(notice, places, next), head, closedBefore);
    }

    /** Until a later version binds, its places and those of the one before are the notice's: no law is left out meanwhile. */
    private Map<NoticeId, Set<Place>> established(NoticeId notice, Set<Place> places, Optional<Instant> later) {
        var next = new LinkedHashMap<>(established);
        var before = later.isPresent() ? established.getOrDefault(notice, Set.of()) : Set.<Place>of();
        var all = Stream.concat(before.stream(), places.stream()).collect(Collectors.toUnmodifiableSet());
        if (all.isEmpty()) {
            next.remove(notice);
        } else {
            next.put(notice, all);
        }
        return next;
    }

    /** Where the controllers are established, as far as any notice says: whose law they are under wherever people live. */
    public Set<Place> establishments() {
        return established.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** The same, at an end of its chain. */
    public Catalog at(ChainHead end) {
        return new Catalog(end.length(), current, upcoming, purposes, schedule, established, end, closedBefore);
    }

    /** The next one: with these purposes, and this end of its chain. */
    public Catalog next(Map<Purpose, NoticeId> described, ChainHead end) {
        return new Catalog(revision + 1, current, upcoming, described, schedule, established, end, closedBefore);
    }

    /** The same, with that version of the retention schedule in force. */
    public Catalog retaining(int version) {
        return new Catalog(revision, current, upcoming, purposes, version, established, head, closedBefore);
    }

    public Optional<NoticeId> noticeOf(Purpose purpose) {
        return Optional.ofNullable(purposes.get(purpose));
    }
}
