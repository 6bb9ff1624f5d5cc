package dev.lethe.regime;

import static java.util.stream.Collectors.joining;

import dev.lethe.http.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the regimes, their tables and their sources as a page that people read. */
final class RegimesPage {
    private static final String HEAD = """
            # Regimes

            What the suite knows of privacy law, as data: [one file for each regime](../functions/src/main/resources/regime) and for each table
            that cuts across them, versioned, and with [schemas](../functions/src/main/resources/regime/schema). This page is generated from them.
            It is no legal advice.

            - **Confidence** says how well the source was checked. *primary*: read in a copy of the official text, or on a regulator's page;
              *secondary*: in a secondary source of ordinary quality; *weak*: in a single source of low quality; *conflict*: sources disagree, and the
              one to prefer is given; **unverified**: from general knowledge, and confirmed by no source that was read; *partly*: a part of it is.
            - **Checked** is the day its sources were read last, **review** the day by which they are to be read again. `./lethe regimes` lists what is
              overdue.
            - **Period** is how long, by which [clock](#clocks), from what. *assumed*: the rule does not say how it is counted. `./lethe deadline RULE
              --from DATE` counts it, tells every reading, and which of them is safe.
            - Rules called **notice** are what a privacy notice has to say; findings come from them. *If so*: whether it has to depends on what a notice
              does not tell. *For*: only where it has such a purpose.
            - To add a regime, or to put another in the place of one, see [ADR 20](adr/0020-regimes-are-data.md).

            """;

    private final Regimes regimes;
    private final Map<String, Source> sources = new TreeMap<>();

    RegimesPage(Regimes regimes) {
        this.regimes = regimes;
    }

    String text() {
        var page = new StringBuilder(HEAD);
        var all = regimes.all();
        page.append("| regime | | where | authority | time zone | checked | review |\n|---|---|---|---|---|---|---|\n");
        all.forEach(regime -> row(
                page,
                "[`" + regime.regime() + "`](#" + regime.regime() + ")",
                regime.name(),
                regime.jurisdiction(),
                regime.authority(),
                regime.zone().orElse("of the authority"),
                regime.checkedOn().toString(),
                regime.reviewOn().toString()));
        for (var regime : all) {
            regime(page, regime);
        }
        regimes.tables().forEach(table -> table(page, table));
        page.append("\n## Sources\n\n");
        page.append("| | | kind | where |\n|---|---|---|---|\n");
        sources.forEach(
                (id, source) -> row(page, "`" + id + "`", source.title(), Shape.written(source.kind()), source.url()));
        return page.toString();
    }

    private void regime(StringBuilder page, Regime regime) {
        sources.putAll(regime.sources());
        page.append("\n## ")
                .append(regime.regime())
                .append("\n\n")
                .append(regime.name())
                .append(". ")
                .append(regime.instrument())
                .append(". It protects who ")
                .append(regime.scope().by().stream()
                        .map(tie -> tie == Regime.Tie.RESIDENCE
                                ? "lives there"
                                : "deals with a controller that is established there")
                        .collect(joining(", or ")))
                .append(regime.scope()
                        .belowAge()
                        .map(age -> ", and is known to be younger than " + age)
                        .orElse(""))
                .append(" (")
                .append(regime.scope().basis())
                .append("; ")
                .append(confidence(regime.scope().confidence(), false))
                .append("). Version ")
                .append(regime.version())
                .append(".")
                .append(regime.dpv()
                        .flatMap(Regime.Dpv::law)
                        .map(law -> " In the Data Privacy Vocabulary: `" + law + "`.")
                        .orElse(""))
                .append("\n\n");
        facts(page, regime.facts().toList(), regime.sources());
    }

    private void table(StringBuilder page, FactTable table) {
        sources.putAll(table.sources());
        page.append("\n## ").append(table.table()).append("\n\n").append(table.title());
        page.append(". Checked ").append(table.checkedOn()).append(", review ").append(table.reviewOn());
        page.append(". Version ").append(table.version()).append(".\n\n");
        facts(page, table.items(), table.sources());
    }

    private static void facts(StringBuilder page, List<Fact> facts, Map<String, Source> sources) {
        page.append("| rule | says | period | basis | sources | confidence |\n|---|---|---|---|---|---|\n");
        facts.forEach(fact -> row(
                page,
                "`" + fact.id() + "`",
                says(fact),
                fact.terms().stream()
                        .flatMap(List::stream)
                        .map(RegimesPage::period)
                        .collect(joining("; ")),
                fact.basis(),
                fact.sources().stream()
                        .map(id -> source(id, sources))
                        .distinct()
                        .collect(joining(", ")),
                confidence(fact.confidence(), fact.partlyUnverified().isPresent())));
    }

    private static String says(Fact fact) {
        return fact.rule()
                + fact.effective().map(day -> " *(from " + day + ")*").orElse("")
                + fact.status()
                        .map(status -> " *(" + Shape.written(status) + ")*")
                        .orElse("")
                + fact.told().map(RegimesPage::told).orElse("")
                + fact.breach().map(RegimesPage::test).orElse("")
                + fact.reviewOn().map(day -> " *(review " + day + ")*").orElse("");
    }

    /** Which breaches it is about, as the suite computes it. */
    private static String test(BreachRule breach) {
        var all = breach.all().map(of -> triggers(of, breach, " and ")).orElse("");
        var any = breach.any().map(of -> triggers(of, breach, " or ")).orElse("");
        var both = all.isEmpty() || any.isEmpty() ? all + any : all + ", and " + any;
        return breach.only().map(only -> " *(only: " + only.says() + ")*").orElse("")
                + (both.isEmpty() ? "" : " *(if " + both + ")*")
                + breach.under().map(of -> " *(and if " + of + ")*").orElse("");
    }

    private static String triggers(Set<BreachRule.Trigger> triggers, BreachRule breach, String between) {
        return triggers.stream()
                .sorted()
                .map(trigger -> switch (trigger) {
                    case PERSONS -> "at least " + breach.personsMin().orElseThrow() + " people";
                    case DATA ->
                        breach.data().orElseThrow().stream()
                                .sorted()
                                .map(Shape::written)
                                .collect(joining(", ", "data of these kinds: ", ""));
                    default -> trigger.says();
                })
                .collect(joining(between));
    }

    private static String told(Fact.Told told) {
        return (told.asApplicable().isPresent() ? " *(if so)*" : "")
                + told.when()
                        .map(when ->
                                when.stream().sorted().map(Shape::written).collect(joining(", ", " *(for: ", ")*")))
                        .orElse("");
    }

    private static String period(Term term) {
        return (term.name().equals(Term.DUE) ? "" : term.name() + " ")
                + (term.bound() == Term.Bound.AT_MOST ? "" : Shape.written(term.bound()) + " ") + term.length() + " "
                + term.clock() + (term.clockAssumed().isPresent() ? " *assumed*" : "")
                + term.start().map(start -> " from " + start).orElse("")
                + term.condition().map(when -> " (" + when + ")").orElse("");
    }

    /** A source, and who speaks there. */
    private static String source(String id, Map<String, Source> sources) {
        var source = sources.get(id);
        return source == null ? "general knowledge" : "`" + id + "` (" + Shape.written(source.kind()) + ")";
    }

    private static String confidence(Confidence confidence, boolean partly) {
        var written = Shape.written(confidence);
        return (confidence == Confidence.UNVERIFIED ? "**" + written + "**" : written) + (partly ? ", *partly*" : "");
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("| ")
                .append(String.join(
                        " | ",
                        List.of(cells).stream()
                                .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                                .toList()))
                .append(" |\n");
    }
}
