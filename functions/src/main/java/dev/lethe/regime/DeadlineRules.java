package dev.lethe.regime;

import dev.lethe.regime.Clock.Counts;
import dev.lethe.regime.Clock.Roll;
import dev.lethe.regime.Clock.Safer;
import dev.lethe.regime.Clock.Start;
import dev.lethe.regime.Deadline.By;
import dev.lethe.regime.Deadline.Caveat;
import dev.lethe.regime.Deadline.Reading;
import dev.lethe.regime.Fact.Pausing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The only arithmetic of deadlines there is. Pure. A day ends with its last second where the law is; where the readings of a
 * rule differ, all of them are told, so that the safer one can be kept to. A safer reading never rests on a calendar of
 * public holidays: a holiday too many would make it too late.
 */
final class DeadlineRules {
    private static final LocalTime LAST_SECOND = LocalTime.of(23, 59, 59);
    private static final Duration SUMMER_TIME = Duration.ofHours(1);

    /** Where a day begins and ends first, and where last. */
    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

    private static final ZoneOffset LATEST = ZoneOffset.ofHours(-12);

    /** How many days off in a row an end is moved over. No calendar has as many. */
    private static final int DAYS_OFF_MAX = 60;

    private final Term term;
    private final Clock clock;
    private final Optional<HolidayCalendar> calendar;
    private final List<Pause> pauses;
    private final Optional<Pausing> pausing;
    private final List<Reading> readings = new ArrayList<>();
    private final Set<Caveat> caveats = EnumSet.noneOf(Caveat.class);

    /** What is asked of a rule. */
    record Asked(
            Beginning from,
            Optional<ZoneId> zone,
            Optional<HolidayCalendar> calendar,
            List<Pause> pauses,
            Optional<Pausing> pausing) {}

    private DeadlineRules(Term term, Clock clock, Asked asked) {
        this.term = term;
        this.clock = clock;
        this.calendar = asked.calendar();
        this.pausing = asked.pausing();
        this.pauses = asked.pauses().stream()
                .sorted(Comparator.comparing(Pause::from))
                .toList();
    }

    static Deadline deadline(Fact fact, Term term, Clock clock, Asked asked) {
        var rules = new DeadlineRules(term, clock, asked);
        if (term.length().isHours() || clock.counts() == Counts.HOURS) {
            rules.hours(asked);
        } else {
            rules.days(asked);
        }
        if (!asked.pauses().isEmpty() && asked.pausing().isEmpty()) {
            rules.caveats.add(Caveat.PAUSE_IGNORED);
        }
        if (term.clockAssumed().isPresent()) {
            rules.caveats.add(Caveat.CLOCK_ASSUMED);
        }
        if (fact.status().isPresent()) {
            rules.caveats.add(fact.isInForce(LocalDate.MAX) ? Caveat.GUIDANCE : Caveat.NOT_IN_FORCE);
        }
        return new Deadline(fact, term, List.copyOf(rules.readings), List.copyOf(rules.caveats));
    }

    /** The day that something fell on where the law is, or the earliest it may have been. */
    static LocalDate day(Beginning from, Optional<ZoneId> zone) {
        return switch (from) {
            case Beginning.Day day -> day.date();
            case Beginning.Moment moment ->
                moment.at().atZone(zone.orElse(LATEST)).toLocalDate();
        };
    }

    // Hours run on the line of time, through nights, weekends, holidays and summer time.

    private void hours(Asked asked) {
        var zone = asked.zone();
        var at =
                switch (asked.from()) {
                    case Beginning.Moment moment -> moment.at();
                    case Beginning.Day day -> {
                        caveats.add(Caveat.DAY_ALONE);
                        yield day.date().atStartOfDay(zone.orElse(EARLIEST)).toInstant();
                    }
                };
        var shown = zone.orElse(ZoneOffset.UTC);
        var length =
                switch (term.length().unit()) {
                    case HOURS -> Duration.ofHours(term.length().count());
                    case DAYS -> Duration.ofDays(term.length().count());
                    case MONTHS, YEARS -> throw new IllegalArgumentException("a month has no number of hours");
                };
        if (term.bound() == Term.Bound.BEFORE) {
            caveats.add(Caveat.BEFORE_EVENT);
            read(By.CLOCK, at.minus(length), shown);
            return;
        }
        // At once is at once, whatever the hour.
        if (clock.start() == Start.NEXT_FULL_HOUR && !length.isZero()) {
            // The hour that the event falls in is not counted, even if it is its very first second.
            var counted = at.atZone(shown).truncatedTo(ChronoUnit.HOURS).plusHours(1);
            read(By.CLOCK, counted.toInstant().plus(length), shown);
            read(By.EVENT_EXACT, at.plus(length), shown);
        } else {
            read(By.CLOCK, at.plus(length), shown);
        }
    }

    // Days end where the law is.

    private void days(Asked asked) {
        if (asked.zone().isEmpty()) {
            caveats.add(Caveat.NO_ZONE);
            anyZone(asked.from());
            return;
        }
        var zone = asked.zone().get();
        var start = day(asked.from(), asked.zone());
        readAll(start, day -> day.atTime(LAST_SECOND).atZone(zone).toOffsetDateTime());
    }

    /** Where the last second of a day is. */
    private interface Ends {
        OffsetDateTime of(LocalDate day);
    }

    private void readAll(LocalDate start, Ends ends) {
        var end = end(start, clock.start(), true);
        var paused = paused(start, end);
        readings.add(new Reading(By.CLOCK, ends.of(rolled(paused))));
        var safer = pausing.isPresent() && pausing.get().safer() == Pausing.InSafer.NOT_COUNTED ? end : paused;
        if (!safer.equals(paused)) {
            readings.add(new Reading(By.PAUSE_NOT_COUNTED, ends.of(safer)));
        }
        switch (clock.safer()) {
            case NOT_ROLLED -> readings.add(new Reading(By.NOT_ROLLED, ends.of(safer)));
            case DAY_BEFORE -> readings.add(new Reading(By.DAY_BEFORE, ends.of(safer.minusDays(1))));
            case HOLIDAYS_COUNT -> readings.add(new Reading(By.HOLIDAYS_COUNT, ends.of(strictest(start))));
            case NONE, EVENT_EXACT -> {}
        }
        term.saferBy().ifPresent(_ -> readings.add(new Reading(By.DAY_BEFORE, ends.of(strictest(start)))));
        clock.later()
                .ifPresent(later -> readings.add(new Reading(
                        By.DAY_EXCLUDED,
                        ends.of(paused.plusDays(end(start, later, true).toEpochDay() - end.toEpochDay())))));
    }

    /** The last day as the safer reading has it: no holiday, no day off at the end, and pauses only if they surely count. */
    private LocalDate strictest(LocalDate start) {
        var end = end(start, clock.start(), false);
        var counted = pausing.isPresent() && pausing.get().safer() == Pausing.InSafer.COUNTED;
        var last = counted ? paused(start, end) : end;
        var earlier = clock.safer() == Safer.DAY_BEFORE ? last.minusDays(1) : last;
        return earlier.minusDays(term.saferBy().map(Length::count).orElse(0));
    }

    /**
     * Where the zone is not known, the end is the earliest that it has in any: each day that it may have been is counted from,
     * in the zone where it ends first of those that had that day. An hour is left for summer time. What is to be kept is kept
     * as long as it is anywhere.
     */
    private void anyZone(Beginning from) {
        var atLeast = term.bound() == Term.Bound.AT_LEAST;
        var ends =
                switch (from) {
                    case Beginning.Day day -> Stream.of(nextDay(strictest(day.date()), atLeast ? LATEST : EARLIEST));
                    case Beginning.Moment moment -> {
                        var first = moment.at().atOffset(LATEST).toLocalDate();
                        var last = moment.at().atOffset(EARLIEST).toLocalDate();
                        yield first.datesUntil(last.plusDays(1)).map(day -> anywhere(moment.at(), day, atLeast));
                    }
                };
        var order = Comparator.<Instant>naturalOrder();
        var end = ends.min(atLeast ? order.reversed() : order).orElseThrow();
        read(By.ANY_ZONE, atLeast ? end.plus(SUMMER_TIME) : end.minus(SUMMER_TIME), ZoneOffset.UTC);
    }

    /** When a period that began at a moment ends first, or last, in the zones where that moment was on this day. */
    private Instant anywhere(Instant at, LocalDate day, boolean last) {
        var began = nextDay(last ? day.minusDays(1) : day, ZoneOffset.UTC);
        var offset = Duration.between(at, began).toSeconds();
        var within = last ? Math.max(offset, LATEST.getTotalSeconds()) : Math.min(offset, EARLIEST.getTotalSeconds());
        return nextDay(strictest(day), ZoneOffset.UTC).minusSeconds(within);
    }

    private static Instant nextDay(LocalDate day, ZoneOffset zone) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The last day, before anything stands still or is moved. A date that a month does not have is its last day. */
    private LocalDate end(LocalDate start, Start from, boolean holidays) {
        if (clock.counts() == Counts.WORKING_DAYS) {
            return workingDays(start, holidays);
        }
        var count = term.length().count();
        var last =
                switch (term.length().unit()) {
                    case DAYS -> start.plusDays(count);
                    case MONTHS -> start.plusMonths(count);
                    case YEARS -> start.plusYears(count);
                    case HOURS -> throw new IllegalArgumentException("hours have no last day");
                };
        return from == Start.DAY_INCLUDED ? last.minusDays(1) : last;
    }

    private LocalDate workingDays(LocalDate start, boolean holidays) {
        if (term.length().unit() != Length.Unit.DAYS) {
            throw new IllegalArgumentException("a month has no number of working days");
        }
        var day = start;
        for (var counted = 0; counted < term.length().count(); ) {
            day = day.plusDays(1);
            if (!isWeekend(day) && !(holidays && isHoliday(day))) {
                counted++;
            }
        }
        return day;
    }

    /** The last day with the days of each pause added that began while the period ran. */
    private LocalDate paused(LocalDate start, LocalDate end) {
        if (pausing.isEmpty()) {
            return end;
        }
        var last = end;
        var from = start;
        for (var pause : pauses) {
            // What two pauses share stands still once.
            var began = pause.from().isBefore(from) ? from : pause.from();
            if (began.isAfter(last) || pause.to().isBefore(began)) {
                continue;
            }
            var days = began.until(pause.to(), ChronoUnit.DAYS);
            var both = pausing.get().counts() == Pausing.Counted.BOTH_DAYS;
            last = last.plusDays(both ? days + 1 : days);
            from = both ? pause.to().plusDays(1) : pause.to();
        }
        return last;
    }

    private LocalDate rolled(LocalDate end) {
        var day = end;
        if (clock.roll() == Roll.NEXT_WORKING_DAY && term.bound() == Term.Bound.AT_MOST) {
            for (var days = 0; isOff(day) && days < DAYS_OFF_MAX; days++) {
                day = day.plusDays(1);
            }
        }
        return day;
    }

    private boolean isOff(LocalDate day) {
        return isWeekend(day)
                || clock.closed().stream()
                        .anyMatch(closed -> closed.contains(day.toString().substring("2026-".length())))
                || isHoliday(day);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private boolean isHoliday(LocalDate day) {
        if (calendar.isEmpty()) {
            caveats.add(Caveat.NO_CALENDAR);
        } else if (!calendar.get().knows(day)) {
            caveats.add(Caveat.BEYOND_HORIZON);
        }
        return calendar.isPresent() && calendar.get().isHoliday(day);
    }

    private void read(By by, Instant until, ZoneId zone) {
        readings.add(new Reading(by, until.atZone(zone).toOffsetDateTime()));
    }
}
