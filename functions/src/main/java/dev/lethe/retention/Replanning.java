package dev.lethe.retention;

import dev.lethe.consent.SubjectFile;
import dev.lethe.consent.SubjectFiles;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Unopenable;
import dev.lethe.crypto.Vault;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.StoreUnavailable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How what is kept of people is planned anew, page by page. What no purpose keeps any more goes; what another keeps stays until that
 * one's time is over; what is to be kept until another day is sealed under that day's key, without anybody seeing it.
 */
public final class Replanning {
    /** Contents whose changes fit into one transaction. */
    static final int CONTENTS_MAX = 20;

    /** How often a page is planned that changes meanwhile. */
    static final int ATTEMPTS_MAX = 5;

    private final Jobs jobs;
    private final Contents contents;
    private final SubjectFiles files;
    private final Retaining retaining;
    private final Vault vault;
    private final InstantSource clock;

    public Replanning(
            Jobs jobs, Contents contents, SubjectFiles files, Retaining retaining, Vault vault, InstantSource clock) {
        this.jobs = jobs;
        this.contents = contents;
        this.files = files;
        this.retaining = retaining;
        this.vault = vault;
        this.clock = clock;
    }

    /** The work that a job is. */
    Work of(Job job) {
        var draft = job.scope() instanceof Job.Scope.Segment segment
                ? jobs.run(job.tenant(), segment.run()).flatMap(Run::draft)
                : Optional.<ScheduleDraft>empty();
        return new Work(job, draft);
    }

    /** A job that is being worked at. */
    final class Work {
        private final Optional<ScheduleDraft> draft;
        private Job job;

        private Work(Job job, Optional<ScheduleDraft> draft) {
            this.job = job;
            this.draft = draft;
        }

        /** How far it has come. */
        Job job() {
            return job;
        }

        /** Takes it as far as time allows; whether it is done. */
        boolean goOn(Remaining time) {
            Optional<String> next;
            do {
                var page = jobs.people(job, job.after());
                for (var person : page.people()) {
                    if (!person(person, time)) {
                        return false;
                    }
                }
                next = page.next();
                next.ifPresent(place -> keep(job.past(place)));
            } while (next.isPresent() && time.allows());
            if (next.isPresent()) {
                return false;
            }
            jobs.end(job, clock.instant());
            return true;
        }

        /** Goes through what is kept of one person; false when time ran out before the end. */
        private boolean person(Jobs.Person person, Remaining time) {
            var attempts = 0;
            while (time.allows()) {
                var file = files.read(job.tenant(), person.subject(), Optional.empty());
                if (!(file.key() instanceof KeyState.Live live)) {
                    // Erased meanwhile: the sweep removes what is left.
                    job = job.behind(person.place(), Tallies.NOTHING);
                    return true;
                }
                var page = contents.page(job.tenant(), live.key().sid(), job.place(), CONTENTS_MAX);
                var planned = plan(file, live.key(), page);
                var next = page.next()
                        .map(place -> job.at(place, planned.found()))
                        .orElseGet(() -> job.behind(person.place(), planned.found()));
                if (draft.isPresent() || planned.changes().isEmpty()) {
                    job = next;
                } else {
                    var written = jobs.apply(next, planned.changes(), clock.instant());
                    if (written.isEmpty()) {
                        attempts++;
                        if (attempts == ATTEMPTS_MAX) {
                            // A hold is being placed, or somebody else works at it: later.
                            throw new StoreUnavailable();
                        }
                        continue;
                    }
                    job = written.get();
                }
                if (page.next().isEmpty()) {
                    return true;
                }
            }
            return false;
        }

        private void keep(Job next) {
            job = jobs.advance(next).orElseThrow(StoreUnavailable::new);
        }

        private Planned plan(SubjectFile file, SubjectKey key, Contents.Page page) {
            var rules = draft.map(ScheduleDraft::rules).orElseGet(() -> retaining.rules(file));
            var regimes = retaining.regimes(file, rules);
            var changes = new ArrayList<Jobs.Change>();
            var found = Tallies.NOTHING;
            for (var content : page.contents()) {
                if (!clock.instant().isBefore(content.expiry().at())) {
                    // It is over already: expiry removes it, and counts it.
                    continue;
                }
                var counts = retaining.planning(file, content, rules, regimes, clock.instant());
                var change = change(key, content, counts.plan(content));
                if (change.isEmpty()) {
                    found = found.plus(content.category(), Tally.ofUnopenable());
                    continue;
                }
                found = found.plus(count(content, change.get(), counts));
                if (!(change.get().plan() instanceof Plan.Keep)) {
                    changes.add(change.get());
                }
            }
            for (var unreadable = 0; unreadable < page.unreadable(); unreadable++) {
                found = found.plus("unreadable", Tally.ofUnopenable());
            }
            return new Planned(changes, found);
        }

        /** With a new seal where it is to be kept until another day; empty where the seal does not hold. */
        private Optional<Jobs.Change> change(SubjectKey key, Content content, Plan plan) {
            if (draft.isPresent() || !(plan instanceof Plan.Move(var expiry)) || !resealed(content, expiry)) {
                return Optional.of(new Jobs.Change(content, plan, Optional.empty()));
            }
            try {
                var fresh = vault.reseal(key, content.label(), content.sealed(), expiry.day());
                return Optional.of(new Jobs.Change(content, plan, Optional.of(fresh)));
            } catch (Unopenable _) {
                return Optional.empty();
            }
        }

        private static boolean resealed(Content content, Expiry next) {
            return content.label()
                    .expiryDay()
                    .filter(day -> !day.equals(next.day()))
                    .isPresent();
        }

        private static Tallies count(Content content, Jobs.Change change, PlanRules counts) {
            return switch (change.plan()) {
                case Plan.Remove _ -> Tallies.NOTHING.plus(content.category(), Tally.removed(content));
                case Plan.Move(var expiry) -> left(content, expiry, counts);
                case Plan.Keep _ -> left(content, content.expiry(), counts);
            };
        }

        private static Tallies left(Content content, Expiry next, PlanRules counts) {
            var tally = next.at().equals(content.expiry().at())
                    ? Tally.ofKept()
                    : Tally.moved(next.at().isAfter(content.expiry().at()));
            var anonymised = !counts.anonymised(content, next).isEmpty();
            return keeping(next.purposes().keySet())
                    .plus(content.category(), anonymised ? tally.plus(Tally.ofAnonymised()) : tally);
        }

        private static Tallies keeping(Set<Purpose> purposes) {
            var tallies = Tallies.NOTHING;
            for (var purpose : purposes) {
                tallies = tallies.keeping(purpose);
            }
            return tallies;
        }
    }

    private record Planned(List<Jobs.Change> changes, Tallies found) {}
}
