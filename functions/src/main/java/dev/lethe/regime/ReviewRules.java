package dev.lethe.regime;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what has to be checked again. Pure. */
public final class ReviewRules {

    /**
     * What should have been checked again.
     *
     * @param id of a regime, of a table, or of a fact that is reviewed on a day of its own
     */
    public record Overdue(String id, LocalDate checkedOn, LocalDate reviewOn) {}

    /** What should have been checked again before a day, the longest overdue first. */
    public static List<Overdue> overdue(List<Regime> regimes, List<FactTable> tables, LocalDate day) {
        var ofRegimes = regimes.stream()
                .flatMap(of -> Stream.concat(
                        Stream.of(new Overdue(of.regime(), of.checkedOn(), of.reviewOn())),
                        of.facts().flatMap(fact -> own(fact, of.checkedOn()).stream())));
        var ofTables = tables.stream()
                .flatMap(of -> Stream.concat(
                        Stream.of(new Overdue(of.table(), of.checkedOn(), of.reviewOn())),
                        of.items().stream().flatMap(fact -> own(fact, of.checkedOn()).stream())));
        return Stream.concat(ofRegimes, ofTables)
                .filter(review -> review.reviewOn().isBefore(day))
                .sorted(Comparator.comparing(Overdue::reviewOn).thenComparing(Overdue::id))
                .toList();
    }

    private static Optional<Overdue> own(Fact fact, LocalDate checkedOn) {
        return fact.reviewOn().map(on -> new Overdue(fact.id(), fact.checkedOn().orElse(checkedOn), on));
    }

    private ReviewRules() {}
}
