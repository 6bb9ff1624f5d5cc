package dev.lethe.local.life;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has to be kept, for what and until when: the rules as they are written down, told once more in another way. It calls nothing of
 * the suite, so that both can be compared.
 */
final class RetentionModel {
    /** How late DynamoDB's own expiry may be before the purge does its work. */
    private static final Period STRAGGLING = Period.ofDays(2);

    /** A message: until when it may be used for each purpose, and how it went. */
    static final class Saying {
        final String id;
        final Instant receivedAt;
        Map<String, Instant> until;
        Optional<String> gone = Optional.empty();

        Saying(String id, Instant receivedAt, Map<String, Instant> until) {
            this.id = id;
            this.receivedAt = receivedAt;
            this.until = until;
        }

        Instant at() {
            return latest(until);
        }
    }

    /** A yes: since when without interruption, and to which period. */
    record Yes(Instant since, Period agreed) {}

    /** One person in one life. */
    static final class Person {
        final Map<String, Yes> yes = new HashMap<>();
        final Set<String> no = new HashSet<>();
        final List<Saying> sayings = new ArrayList<>();
        boolean erased;
    }

    /** Planning that has to be done: of one person, or of everybody. */
    record Work(Optional<Person> person, Instant from) {
        boolean reaches(Person somebody, Instant now) {
            return !now.isBefore(from) && person.map(one -> one == somebody).orElse(true);
        }
    }

    /** What may come of planning a message. */
    record Planned(Map<String, Instant> until, Optional<String> gone) {}

    final Map<String, Period> promised = new TreeMap<>();
    final Map<String, Period> capped = new TreeMap<>();
    final List<Person> people = new ArrayList<>();
    private final Set<String> asked;
    private List<Work> works = new ArrayList<>();

    /** @param asked the purposes that rest on consent */
    RetentionModel(Map<String, Period> promised, Set<String> asked) {
        this.promised.putAll(promised);
        this.asked = asked;
    }

    Person person() {
        var person = new Person();
        people.add(person);
        return person;
    }

    /** Whether something of theirs may be taken in, or read, for a purpose now. */
    boolean allows(Person person, String purpose) {
        if (person.erased || person.no.contains(purpose)) {
            return false;
        }
        var yes = person.yes.get(purpose);
        return !asked.contains(purpose) || (yes != null && yes.agreed.equals(promised.get(purpose)));
    }

    /** A yes. Whoever agrees to another period than before has everything counted by it; what came before a no stays lost. */
    void grants(Person person, String purpose, Instant at, Instant settled) {
        var before = Optional.ofNullable(person.yes.get(purpose));
        var period = promised.getOrDefault(purpose, Period.ZERO);
        if (before.filter(yes -> yes.agreed.equals(period)).isPresent()) {
            return;
        }
        person.yes.put(purpose, new Yes(before.map(Yes::since).orElse(at), period));
        if ((person.no.remove(purpose) || before.isPresent()) && !person.sayings.isEmpty()) {
            works.add(new Work(Optional.of(person), settled));
        }
    }

    void withdraws(Person person, String purpose, Instant settled) {
        person.yes.remove(purpose);
        if (person.no.add(purpose) && !person.sayings.isEmpty()) {
            works.add(new Work(Optional.of(person), settled));
        }
    }

    void everybodyIsPlanned(Instant from) {
        works.add(new Work(Optional.empty(), from));
    }

    void erase(Person person) {
        person.erased = true;
        works.removeIf(work -> work.person().filter(one -> one == person).isPresent());
    }

    /** Until when something taken in then is kept, for each of the purposes that are allowed. */
    Map<String, Instant> expiry(Person person, Set<String> purposes, Instant received) {
        var until = new TreeMap<String, Instant>();
        for (var purpose : purposes) {
            if (allows(person, purpose)) {
                until.put(purpose, end(purpose, received));
            }
        }
        return until;
    }

    /** What may be read for a purpose at a time. */
    boolean readable(Person person, Saying saying, String purpose, Instant now) {
        return saying.gone.isEmpty()
                && allows(person, purpose)
                && now.isBefore(saying.until.getOrDefault(purpose, Instant.MIN))
                && !interrupted(person, saying, purpose);
    }

    /** Whether nothing may be left of it after a purge at that time. */
    static boolean overdue(Saying saying, Instant now) {
        return day(saying.at()).plus(STRAGGLING).isBefore(day(now));
    }

    /** What may have come of a message after planning at these times: one of those returned. */
    Set<Planned> plans(Person person, Saying saying, List<Instant> times) {
        var found = new LinkedHashSet<Planned>();
        var before = new Planned(saying.until, Optional.empty());
        for (var now : times) {
            if (works.stream().noneMatch(work -> work.reaches(person, now))) {
                continue;
            }
            var next = new LinkedHashSet<Planned>(Set.of(plan(person, saying, before, now)));
            found.forEach(earlier -> next.add(plan(person, saying, earlier, now)));
            found.addAll(next);
        }
        return found.isEmpty() ? Set.of(before) : found;
    }

    /** Planning that had begun by then is done. */
    void planned(Instant now) {
        works.removeIf(work -> !now.isBefore(work.from()));
    }

    private Planned plan(Person person, Saying saying, Planned was, Instant now) {
        if (was.gone.isPresent() || !now.isBefore(latest(was.until))) {
            return was;
        }
        var next = new TreeMap<String, Instant>();
        was.until.forEach((purpose, planned) -> {
            if (person.no.contains(purpose) || interrupted(person, saying, purpose)) {
                return;
            }
            var counts = allows(person, purpose) && now.isBefore(planned);
            next.put(purpose, counts ? end(purpose, saying.receivedAt) : planned);
        });
        if (next.isEmpty() || !now.isBefore(latest(next))) {
            var lost = next.size() < was.until.size();
            return new Planned(was.until, Optional.of(lost ? "BASIS_ENDED" : "PERIOD_SHORTENED"));
        }
        return new Planned(next, Optional.empty());
    }

    private static boolean interrupted(Person person, Saying saying, String purpose) {
        return Optional.ofNullable(person.yes.get(purpose))
                .filter(yes -> saying.receivedAt.isBefore(yes.since))
                .isPresent();
    }

    private Instant end(String purpose, Instant received) {
        var start = received.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC);
        var told = start.plus(promised.getOrDefault(purpose, Period.ZERO)).toInstant();
        var cap = Optional.ofNullable(capped.get(purpose))
                .map(period -> start.plus(period).toInstant());
        return cap.filter(earlier -> earlier.isBefore(told)).orElse(told);
    }

    private static Instant latest(Map<String, Instant> until) {
        return until.values().stream().max(Instant::compareTo).orElse(Instant.MIN);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
