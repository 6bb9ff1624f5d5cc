package dev.lethe.retention;

import dev.lethe.consent.Verdict;
import dev.lethe.kernel.Purpose;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Decides for how long something is kept for a purpose that has a basis. Pure. */
final class RetentionRules {

    /**
     * The earliest of: what the notice says, what each rule about such data says, and the end of the yes it rests on. Counted in UTC
     * and cut to the second, never later than promised.
     *
     * @param rules of the schedule that is in force
     * @param regimes that protect the person
     * @param from when it was taken in
     */
    static Instant until(
            Verdict.Allowed allowed, String category, List<RetentionRule> rules, Set<String> regimes, Instant from) {
        var start = from.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
        var told = start.plus(allowed.terms().retention()).toInstant();
        var earliest = rules.stream()
                .filter(rule -> rule.isAbout(allowed.purpose(), category, regimes))
                .map(rule -> start.plus(rule.keep()).toInstant())
                .reduce(told, RetentionRules::earlier);
        return allowed.until()
                .map(end -> earlier(earliest, end.truncatedTo(ChronoUnit.SECONDS)))
                .orElse(earliest);
    }

    /** Whether every rule about such data has it anonymised: where one has it deleted, it is. */
    static boolean anonymises(Purpose purpose, String category, List<RetentionRule> rules, Set<String> regimes) {
        var about = rules.stream()
                .filter(rule -> rule.isAbout(purpose, category, regimes))
                .toList();
        return !about.isEmpty() && about.stream().allMatch(RetentionRule::anonymises);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private RetentionRules() {}
}
