package dev.lethe.consent;

import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Permit;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.Notice;
import dev.lethe.notice.Notices;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whom the others ask. The only place that makes a {@link Permit}. */
public final class ConsentGate {
    private final Notices notices;
    private final Law law;
    private final InstantSource clock;

    public ConsentGate(Notices notices, RegimeLaw law, InstantSource clock) {
        this(notices, (Law) law, clock);
    }

    ConsentGate(Notices notices, Law law, InstantSource clock) {
        this.notices = notices;
        this.law = law;
        this.clock = clock;
    }

    /** A verdict per purpose, in the order they were asked about. */
    public List<Verdict> judge(SubjectFile file, Collection<Purpose> purposes) {
        var now = clock.instant();
        return purposes.stream()
                .map(purpose -> GateRules.judge(file, purpose, id -> current(file, id), law, now))
                .toList();
    }

    /** A verdict per purpose about data of one category. */
    public List<Verdict> judge(SubjectFile file, Collection<Purpose> purposes, String category) {
        return judge(file, purposes).stream()
                .map(verdict -> verdict instanceof Verdict.Allowed allowed && !allowed.covers(category)
                        ? new Verdict.NotCovered(allowed.purpose())
                        : verdict)
                .toList();
    }

    /** A verdict for every purpose that any notice describes. */
    public List<Verdict> judgeAll(SubjectFile file) {
        return judge(file, file.catalog().purposes().keySet());
    }

    /** Leave to open what falls under a basis that stands. */
    public Permit permit(SubjectFile file, SubjectKey key, Verdict.Allowed allowed) {
        return Permit.mint(file.tenant(), key.sid(), allowed.purpose(), allowed.since());
    }

    /** The regimes that protect somebody of whom this is known. */
    public Set<String> regimesOf(SubjectFile file) {
        return law.applied(file.situation());
    }

    Law law() {
        return law;
    }

    Optional<Notice> current(SubjectFile file, NoticeId id) {
        return file.catalog()
                .currentVersion(id, clock.instant())
                .flatMap(version -> notices.version(file.tenant(), id, version));
    }
}
