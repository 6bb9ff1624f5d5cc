package dev.lethe.breach;

import dev.lethe.http.Malformed;
import dev.lethe.http.Malformed.Wrong;
import dev.lethe.kernel.Channel;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.Items;
import dev.lethe.kernel.SubjectId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose messages an incident is about: those that were taken in within a window, and that everything else that is said here applies to.
 *
 * @param to the first instant that is outside
 * @param epoch the number of the epoch whose key wraps the person's key now
 * @param subjects nobody but these
 */
public record Selection(
        Instant from,
        Instant to,
        Optional<Channel> channel,
        Optional<ConversationId> conversation,
        Optional<Integer> epoch,
        @Items(max = Selection.SUBJECTS_MAX) Optional<Set<SubjectId>> subjects) {
    /** The longest window. */
    static final Duration WINDOW_MAX = Duration.ofDays(366);

    /** How many people a list may name. */
    static final int SUBJECTS_MAX = 500;

    public Selection {
        var wrongs = new ArrayList<Wrong>();
        if (!to.isAfter(from)) {
            wrongs.add(new Wrong("/to", "must be after \"from\""));
        } else if (from.isBefore(Instant.EPOCH)) {
            wrongs.add(new Wrong("/from", "must be a time since 1970"));
        } else if (Duration.between(from, to).compareTo(WINDOW_MAX) > 0) {
            wrongs.add(new Wrong("/from", "must be at most " + WINDOW_MAX.toDays() + " days before \"to\""));
        }
        if (!wrongs.isEmpty()) {
            throw new Malformed(wrongs);
        }
    }

    LocalDate firstDay() {
        return day(from);
    }

    /** The days (UTC) that the window touches. */
    Stream<LocalDate> days() {
        return firstDay().datesUntil(day(to.minusNanos(1)).plusDays(1));
    }

    /** Whether all of a day is inside. */
    boolean covers(LocalDate day) {
        return !day.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(from)
                && !day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(to);
    }

    public boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** Whether a day is inside, or some of it. */
    public boolean touches(LocalDate day) {
        return !day.isBefore(firstDay()) && !day.isAfter(day(to.minusNanos(1)));
    }

    /** The people it names, in order; empty where it names nobody. */
    List<SubjectId> named() {
        return subjects.orElse(Set.of()).stream()
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
