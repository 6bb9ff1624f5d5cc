package dev.lethe.local;

import dev.lethe.regime.Beginning;
import dev.lethe.regime.Deadlines;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Regime;
import dev.lethe.regime.Regimes;
import dev.lethe.regime.ReviewRules;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lethe regimes}. */
@Command(
        name = "regimes",
        description = "Check the files of the regimes, and list those that should have been looked at again."
                + " Fails if a file is wrong or any is overdue.",
        mixinStandardHelpOptions = true)
final class RegimesCommand implements Callable<Integer> {
    @Option(names = "--at", paramLabel = "DATE", description = "as of this day (default: today)")
    Optional<LocalDate> at = Optional.empty();

    @Mixin
    RegimesOption own = new RegimesOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var day = at.orElseGet(
                () -> InstantSource.system().instant().atOffset(ZoneOffset.UTC).toLocalDate());
        var out = spec.commandLine().getOut();
        var regimes = new Regimes(own.files());
        var all = regimes.all();
        var tables = regimes.tables().toList();
        var facts = Stream.concat(
                        all.stream().flatMap(Regime::facts), tables.stream().flatMap(of -> of.items().stream()))
                .toList();
        var periods = facts.stream().filter(fact -> fact.terms().isPresent()).toList();
        periods.forEach(fact -> counted(regimes, fact, day));
        if (regimes.response().term().length().isHours()) {
            throw new IllegalStateException("the regime that requests are answered by gives hours, and no days");
        }
        out.println(all.size() + " regimes and " + tables.size() + " tables, " + facts.size() + " facts, "
                + periods.size() + " of them with periods: every file is well-formed, every period can be counted.");
        var overdue = ReviewRules.overdue(all, tables, day);
        overdue.forEach(of -> out.println(
                of.id() + ": to be looked at again by " + of.reviewOn() + ", checked last on " + of.checkedOn()));
        if (overdue.isEmpty()) {
            out.println("Nothing is overdue on " + day + ".");
        }
        return overdue.isEmpty() ? 0 : 1;
    }

    private static void counted(Regimes regimes, Fact fact, LocalDate day) {
        try {
            new Deadlines(regimes)
                    .answer(new Deadlines.Question(
                            fact.id(), new Beginning.Day(day), Optional.empty(), Optional.empty(), List.of()));
        } catch (RuntimeException e) {
            throw new IllegalStateException(fact.id() + ": a period of it cannot be counted by its clock", e);
        }
    }
}
