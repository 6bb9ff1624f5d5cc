package dev.lethe.restore;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Chains;
import dev.lethe.audit.Entry;
import dev.lethe.consent.RebuildRules;
import dev.lethe.consent.Standing;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import dev.lethe.notice.Catalog;
import dev.lethe.notice.PublishNotice;
import dev.lethe.retention.PublishSchedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the rows that say what stands anew, one chain of evidence after the other. */
final class Rebuilding {
    private static final String SUBJECT = "subject/";
    private static final String NOTICES = "notices";
    private static final int ATTEMPTS_MAX = 4;

    private final LiveTables live;
    private final Chains chains;
    private final Consumer<Tenant> replan;
    private final boolean recordsRestored;
    private final Optional<Instant> closeBefore;
    private final Restore.Counts counts;

    /**
     * For one run.
     *
     * @param recordsRestored whether rows that say what stands may be older than the evidence
     * @param closeBefore set when the evidence may be as old as they are
     */
    Rebuilding(
            LiveTables live,
            Chains chains,
            Consumer<Tenant> replan,
            boolean recordsRestored,
            Optional<Instant> closeBefore,
            Restore.Counts counts) {
        this.live = live;
        this.chains = chains;
        this.replan = replan;
        this.recordsRestored = recordsRestored;
        this.closeBefore = closeBefore;
        this.counts = counts;
    }

    void rebuild(Chains.Named chain) {
        counts.seen++;
        if (chain.chain().startsWith(SUBJECT)) {
            person(chain, new SubjectId(chain.chain().substring(SUBJECT.length())));
        } else if (chain.chain().equals(NOTICES)) {
            notices(chain);
        }
    }

    private void person(Chains.Named chain, SubjectId subject) {
        var tenant = chain.tenant();
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var there = live.standing(tenant, subject);
            var entries = new ArrayList<ChainedEntry>();
            chains.each(tenant, chain.chain(), entries::add);
            var rebuilt = RebuildRules.rebuild(entries, live.stands(tenant, subject), there);
            var next = next(there, rebuilt);
            if (there.equals(Optional.of(next)) || live.rewrite(tenant, subject, there, next)) {
                count(there, rebuilt, next);
                return;
            }
            // A request that had begun before the service was closed was faster: its entry is in the chain by now.
        }
        throw new IllegalStateException("a closed service does not change what stands");
    }

    /** The row that there is was written together with its evidence: where it knows more than what is left of that, it is right. */
    private Standing next(Optional<Standing> there, RebuildRules.Rebuilt rebuilt) {
        var ahead = there.filter(
                standing -> standing.head().length() > rebuilt.standing().head().length());
        return !recordsRestored && there.isPresent() ? there.get() : ahead.orElse(rebuilt.standing());
    }

    private void count(Optional<Standing> there, RebuildRules.Rebuilt rebuilt, Standing next) {
        if (rebuilt.broken()) {
            counts.broken++;
        }
        if (next.head().length() > rebuilt.standing().head().length()) {
            counts.gaps++;
        }
        if (!there.map(Standing::purposes).equals(Optional.of(next.purposes()))) {
            counts.rebuilt++;
        }
    }

    /** A version that the evidence knows and whose text is gone stays current by its number, so that nobody is judged by an older one. */
    private void notices(Chains.Named chain) {
        var tenant = chain.tenant();
        for (var attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            var there = live.catalog(tenant);
            var replayed = replayed(tenant, chain.chain(), there);
            var next = closeBefore.map(replayed::closed).orElse(replayed);
            if (next.equals(there) || live.rewrite(tenant, there, next)) {
                next.notices()
                        .forEach(notice ->
                                counts.noticesLost += live.hasNotice(tenant, notice, next.lastVersion(notice)) ? 0 : 1);
                counts.closed += next.closedBefore().isPresent() ? 1 : 0;
                if (recordsRestored) {
                    replan.accept(tenant);
                }
                return;
            }
        }
        throw new IllegalStateException("a closed service publishes nothing");
    }

    private Catalog replayed(Tenant tenant, String chain, Catalog there) {
        var known = new Catalog[] {there};
        var head = new ChainHead[] {ChainHead.START};
        chains.each(tenant, chain, entry -> {
            known[0] = replayed(known[0], entry.entry());
            head[0] = entry.head();
        });
        return head[0].length() > there.head().length() ? known[0].at(head[0]) : there;
    }

    private static Catalog replayed(Catalog known, Entry entry) {
        var details = entry.details();
        if (details.containsKey(PublishSchedule.SCHEDULE)) {
            return known.retaining(Integer.parseInt(details.getOrDefault(PublishSchedule.SCHEDULE, "0")));
        }
        var notice = new NoticeId(details.getOrDefault(PublishNotice.NOTICE, ""));
        var version = Integer.parseInt(details.getOrDefault(PublishNotice.VERSION, "0"));
        return version > known.lastVersion(notice)
                ? known.with(
                        notice,
                        version,
                        entry.at(),
                        Optional.ofNullable(details.get(PublishNotice.EFFECTIVE_AT))
                                .map(Instant::parse),
                        PublishNotice.established(details))
                : known;
    }
}
