package dev.lethe.retention;

import dev.lethe.consent.SubjectFile;
import dev.lethe.consent.SubjectFiles;
import dev.lethe.crypto.KeyState;
import dev.lethe.crypto.KeyState.SubjectKey;
import dev.lethe.crypto.Vault;
import dev.lethe.crypto.Vocabulary;
import dev.lethe.kernel.KeyUnavailable;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.Remaining;
import dev.lethe.kernel.StoreUnavailable;
import dev.lethe.kernel.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts, before the key of a day goes, which words many people used in what was due that day, where a schedule has that and the notice
 * says so. A day is counted in one go and in memory, and what comes of it is written in the transaction that destroys its key: so it
 * is counted once, wherever that is cut off, and no trace of anybody is kept in between. Who took a yes back, objected or was erased
 * by then is not counted.
 */
public final class Anonymising {
    /** How many people of a day are counted. */
    static final int PEOPLE_MAX = 5_000;

    /** How many rows of one person are looked at. */
    static final int ROWS_MAX = 2_000;

    /** For how long one tenant's day is counted; of a longer one it is a sample. */
    static final Duration COUNTING_MAX = Duration.ofMinutes(2);

    /** How long after a day its key may wait for this. Then it goes all the same: nothing is kept longer to be counted. */
    static final Duration LATE_MAX = Duration.ofHours(2);

    private static final int PAGE_MAX = 200;

    /** What opens: only for the function that may. */
    public record Opening(
            Statistics statistics,
            Contents contents,
            SubjectFiles files,
            Retaining retaining,
            Vault vault,
            Vocabulary vocabulary) {}

    private final Schedules schedules;
    private final Optional<Opening> opening;
    private final InstantSource clock;

    /** @param opening absent where nothing is opened: then such a day is left to who may, until it is late */
    public Anonymising(Schedules schedules, Optional<Opening> opening, InstantSource clock) {
        this.schedules = schedules;
        this.opening = opening;
        this.clock = clock;
    }

    /** What is to be kept of a day that is over; empty where its key has to wait for that. */
    Optional<Anonymised> of(Tenant tenant, LocalDate day, Remaining time) {
        var now = clock.instant();
        var end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var schedule = now.isBefore(end.plus(LATE_MAX)) ? anonymising(tenant) : Optional.<ScheduleDraft>empty();
        if (schedule.isEmpty()) {
            return Optional.of(Anonymised.NOTHING);
        }
        var peopleMin = schedule.get().peopleAtLeast();
        return opening.flatMap(open -> new Count(open, tenant, day, now.plus(COUNTING_MAX)).of(peopleMin, time));
    }

    private Optional<ScheduleDraft> anonymising(Tenant tenant) {
        return schedules
                .inForce(tenant, schedules.catalog(tenant))
                .map(RetentionSchedule::text)
                .filter(ScheduleDraft::anonymises);
    }

    /** The count of one day. */
    private final class Count {
        private final Opening open;
        private final Tenant tenant;
        private final LocalDate day;
        private final Instant until;
        private final WordCounts counts = new WordCounts();
        private int items;

        private Count(Opening open, Tenant tenant, LocalDate day, Instant until) {
            this.open = open;
            this.tenant = tenant;
            this.day = day;
            this.until = until;
        }

        private Optional<Anonymised> of(int peopleMin, Remaining time) {
            var due = new HashSet<>(open.statistics.due(tenant, day, PEOPLE_MAX));
            var next = Optional.<String>empty();
            do {
                if (due.isEmpty() || !clock.instant().isBefore(until)) {
                    break;
                }
                var page = open.statistics.people(tenant, next);
                for (var person : page.people()) {
                    if (!time.allows()) {
                        return Optional.empty();
                    }
                    if (clock.instant().isBefore(until) && due.remove(person.sid())) {
                        count(person);
                    }
                }
                next = page.next();
            } while (next.isPresent());
            return Optional.of(new Anonymised(counts.statistics(day, peopleMin), items));
        }

        private void count(Statistics.Person person) {
            var file = open.files.read(tenant, person.subject(), Optional.empty());
            if (file.key() instanceof KeyState.Live live && live.key().sid().equals(person.sid())) {
                counts.add(said(file, live.key()));
            }
        }

        private Map<Purpose, Set<String>> said(SubjectFile file, SubjectKey key) {
            var rules = open.retaining.rules(file);
            var regimes = open.retaining.regimes(file, rules);
            var said = new HashMap<Purpose, Set<String>>();
            var rows = 0;
            var next = Optional.<String>empty();
            do {
                var page = open.contents.page(tenant, key.sid(), next, PAGE_MAX);
                for (var content : page.contents()) {
                    if (content.expiry().day().equals(day)) {
                        var counting = open.retaining.planning(file, content, rules, regimes, clock.instant());
                        add(said, counting.anonymised(content, content.expiry()), content, key);
                    }
                }
                rows += PAGE_MAX;
                next = page.next();
            } while (next.isPresent() && rows < ROWS_MAX);
            return said;
        }

        private void add(Map<Purpose, Set<String>> said, Set<Purpose> purposes, Content content, SubjectKey key) {
            if (purposes.isEmpty()) {
                return;
            }
            var words = words(content, key);
            items += words.isEmpty() ? 0 : 1;
            purposes.forEach(purpose ->
                    said.computeIfAbsent(purpose, _ -> new TreeSet<>()).addAll(words));
        }

        private Set<String> words(Content content, SubjectKey key) {
            try {
                return open.vault.words(key, content.label(), content.sealed(), open.vocabulary);
            } catch (StoreUnavailable unavailable) {
                throw unavailable;
            } catch (KeyUnavailable unavailable) {
                if (unavailable.reason().passing()) {
                    throw unavailable;
                }
                return Set.of();
            } catch (RuntimeException _) {
                // One text that does not open, or is not of the form that texts have, keeps no other from being
                // counted.
                return Set.of();
            }
        }
    }
}
