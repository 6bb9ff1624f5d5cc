package dev.lethe.local;

import dev.lethe.http.Json;
import dev.lethe.http.Shape;
import dev.lethe.regime.Beginning;
import dev.lethe.regime.Deadline;
import dev.lethe.regime.Deadlines;
import dev.lethe.regime.Deadlines.Answer;
import dev.lethe.regime.Fact;
import dev.lethe.regime.Pause;
import dev.lethe.regime.Place;
import dev.lethe.regime.Regimes;
import dev.lethe.regime.Term;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lethe deadline}. */
@Command(
        name = "deadline",
        description = "Tell when a period of the law ends, by every reading of it, and which of them is safe.",
        footer = "The rules are listed in docs/REGIMES.md. No legal advice.",
        mixinStandardHelpOptions = true)
final class DeadlineCommand implements Callable<Integer> {
    private static final int YEAR_MIN = 1900;
    private static final int YEAR_MAX = 2999;

    @Parameters(paramLabel = "RULE", description = "a rule's id, such as eu_gdpr.rights.response")
    String rule = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "DATE|INSTANT",
            description = "what it runs from: 2027-01-31, or 2027-01-31T09:30:00+01:00")
    String from = "";

    @Option(names = "--zone", paramLabel = "ZONE", description = "where the law is (default: where its authority is)")
    Optional<String> zone = Optional.empty();

    @Option(
            names = "--calendar",
            paramLabel = "PLACE",
            description = "whose public holidays count, such as DE or GB-SCT (default: the authority's, or the zone's)")
    Optional<String> calendar = Optional.empty();

    @Option(
            names = "--pause",
            paramLabel = "FROM/TO",
            description = "days from asking the person for something to their answer; may be given again")
    List<String> pauses = new ArrayList<>();

    @Option(names = "--json", description = "print JSON")
    boolean json;

    @Mixin
    RegimesOption own = new RegimesOption();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var answer = new Deadlines(new Regimes(own.files())).answer(question());
        return switch (answer) {
            case Answer.NoSuchRule _ -> refused("there is no rule " + shown(rule) + "; docs/REGIMES.md lists them");
            case Answer.NoPeriod none ->
                refused(none.fact().id() + " sets no period: " + none.fact().rule());
            case Answer.Found found -> {
                if (json) {
                    out.println(new String(Json.writePretty(tree(found.deadlines())), StandardCharsets.UTF_8));
                } else {
                    tell(out, found.deadlines());
                }
                yield 0;
            }
        };
    }

    private int refused(String why) {
        spec.commandLine().getErr().println("lethe: " + why);
        return 2;
    }

    /** A name as it was typed, unless a terminal would do something with it. */
    private static String shown(String typed) {
        return typed.matches("[A-Za-z0-9_.-]{1,80}") ? typed : "of that name";
    }

    private Deadlines.Question question() {
        if (pauses.size() > Deadlines.PAUSES_MAX) {
            throw wrong("--pause: at most " + Deadlines.PAUSES_MAX);
        }
        return new Deadlines.Question(
                rule,
                beginning(),
                zone.map(this::zone),
                calendar.map(this::place),
                pauses.stream().map(this::pause).toList());
    }

    private Beginning beginning() {
        try {
            if (from.contains("T")) {
                var at = OffsetDateTime.parse(from);
                bounded(at.toLocalDate());
                return new Beginning.Moment(at.toInstant());
            }
            return new Beginning.Day(bounded(LocalDate.parse(from)));
        } catch (DateTimeException e) {
            throw wrong("--from: a date such as 2027-01-31, or an instant such as 2027-01-31T09:30:00+01:00", e);
        }
    }

    private static LocalDate bounded(LocalDate day) {
        if (day.getYear() < YEAR_MIN || day.getYear() > YEAR_MAX) {
            throw new DateTimeException("out of bounds");
        }
        return day;
    }

    private ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw wrong("--zone: a time zone such as Europe/Vienna", e);
        }
    }

    private Place place(String code) {
        if (!code.matches("[A-Z]{2}(-[A-Z0-9]{1,3})?")
                || new Regimes(own.files()).calendar(new Place(code)).isEmpty()) {
            throw wrong("--calendar: a country or region whose public holidays are known, such as DE or GB-SCT");
        }
        return new Place(code);
    }

    private Pause pause(String typed) {
        var days = typed.split("/", -1);
        try {
            if (days.length == 2) {
                return new Pause(day(days[0]), day(days[1]));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            throw wrong("--pause: two dates such as 2027-02-01/2027-02-05, the earlier first", e);
        }
        throw wrong("--pause: two dates such as 2027-02-01/2027-02-05, the earlier first");
    }

    /** Of an instant, the day that it is where it was written. */
    private static LocalDate day(String typed) {
        return bounded(typed.contains("T") ? OffsetDateTime.parse(typed).toLocalDate() : LocalDate.parse(typed));
    }

    private ParameterException wrong(String says, Throwable... cause) {
        var wrong = new ParameterException(spec.commandLine(), says);
        if (cause.length > 0) {
            wrong.initCause(cause[0]);
        }
        return wrong;
    }

    private static void tell(PrintWriter out, List<Deadline> deadlines) {
        var fact = deadlines.getFirst().fact();
        out.println(fact.id() + ": " + fact.rule());
        out.println(fact.basis() + "; " + confidence(fact));
        for (var deadline : deadlines) {
            var term = deadline.term();
            var safer = deadline.safer();
            out.println();
            out.println(named(term) + ", counted by " + term.clock());
            out.println("  " + (term.bound() == Term.Bound.AT_LEAST ? "keep until " : "safe until ") + safer.until());
            for (var reading : deadline.readings()) {
                out.println("    " + reading.until() + "  " + reading.by().says());
            }
            deadline.caveats().forEach(caveat -> out.println("  " + caveat.says()));
        }
    }

    private static String named(Term term) {
        return term.name().replace('_', ' ') + ": "
                + (term.bound() == Term.Bound.AT_LEAST ? "at least " : "") + term.length()
                + term.start().map(start -> " from " + start.replace('_', ' ')).orElse("")
                + term.condition().map(when -> ", if " + when).orElse("");
    }

    private static String confidence(Fact fact) {
        return Shape.written(fact.confidence()) + (fact.partlyUnverified().isPresent() ? ", partly unverified" : "");
    }

    private static Map<String, Object> tree(List<Deadline> deadlines) {
        var fact = deadlines.getFirst().fact();
        var tree = new LinkedHashMap<String, Object>();
        tree.put("rule", fact.id());
        tree.put("says", fact.rule());
        tree.put("basis", fact.basis());
        tree.put("confidence", Shape.written(fact.confidence()));
        tree.put("partlyUnverified", fact.partlyUnverified().isPresent());
        tree.put("deadlines", deadlines.stream().map(DeadlineCommand::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Deadline deadline) {
        var term = deadline.term();
        var tree = new LinkedHashMap<String, Object>();
        tree.put("name", term.name());
        tree.put("length", term.length().iso());
        tree.put("bound", Shape.written(term.bound()));
        tree.put("clock", term.clock());
        term.start().ifPresent(start -> tree.put("start", start));
        term.condition().ifPresent(when -> tree.put("when", when));
        tree.put("safer", tree(deadline.safer()));
        tree.put(
                "readings",
                deadline.readings().stream().map(DeadlineCommand::tree).toList());
        tree.put(
                "caveats",
                deadline.caveats().stream()
                        .map(caveat -> Map.of("caveat", Shape.written(caveat), "says", caveat.says()))
                        .toList());
        return tree;
    }

    private static Map<String, Object> tree(Deadline.Reading reading) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("until", reading.until().toString());
        tree.put("reading", Shape.written(reading.by()));
        tree.put("says", reading.by().says());
        return tree;
    }
}
