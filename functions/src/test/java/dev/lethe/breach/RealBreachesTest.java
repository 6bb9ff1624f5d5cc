package dev.lethe.breach;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lethe.Project;
import dev.lethe.breach.Obligation.Status;
import dev.lethe.http.Shape;
import dev.lethe.regime.RegimeFiles;
import dev.lethe.regime.Regimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Breaches that have happened, from facts to severity to whom to tell. A small sample comes with the tests; with
 * {@code -Dlethe.breaches=DIR}, whole registers are taken, and with {@code -Dlethe.write=true} docs/BREACHES.md is written from them.
 */
class RealBreachesTest {
    private static final String SAMPLE = "functions/src/test/resources/breaches/hhs_ocr_sample.jsonl";
    private static final String PAGE = "docs/BREACHES.md";
    private static final Regimes TODAY = new Regimes();

    /** The day on which what happened under other law is taken to be known, to see what today's law wants of it. */
    private static final LocalDate REPLAYED = LocalDate.parse("2026-11-23");

    private static final LocalDate WASHINGTON_2015 = LocalDate.parse("2015-07-24");
    private static final LocalDate WASHINGTON_2020 = LocalDate.parse("2020-03-01");
    private static final String WASHINGTON = "us_wa.breach.ag/due/attorney-general";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    static Path laws;

    @BeforeAll
    static void writeLaws() throws IOException {
        var law = Project.read("functions/src/test/resources/breaches/law/us_wa.json");
        Files.writeString(Files.createDirectory(laws.resolve("2015")).resolve("us_wa.json"), law);
        Files.writeString(
                Files.createDirectory(laws.resolve("2020")).resolve("us_wa.json"),
                law.replace("P45D", "P30D").replace("\"2015-07-24\"", "\"2020-03-01\""));
    }

    /** What came of a case. */
    private enum Came {
        OWED("somebody is to be told"),
        NOT_OWED("nobody: not such a breach"),
        NO_RULE("nobody: the law has no rule for that role"),
        NO_LAW("not known: the law of that place is not among the regimes");

        private final String says;

        Came(String says) {
            this.says = says;
        }
    }

    private static Came came(Obligations found) {
        if (found.all().stream().anyMatch(of -> of.status().isOpen())) {
            return Came.OWED;
        }
        if (!found.all().isEmpty()) {
            return Came.NOT_OWED;
        }
        return found.silent().isEmpty() ? Came.NO_LAW : Came.NO_RULE;
    }

    /** Checks what has to be so of any answer, and gives it. */
    private static Obligations coherent(Case of) {
        var facts = CheckedFacts.checked(of.told(REPLAYED).facts(), TODAY, Instant.parse("2026-11-24T00:00:00Z"));
        var found = new ObligationRules(TODAY).of(facts);
        assertThat(found.all()).as(of.text("incident_id")).allSatisfy(one -> {
            assertThat(one.fact().basis()).isNotEmpty();
            assertThat(one.by().isPresent() || one.notes().contains(Obligation.Note.NOT_STARTED))
                    .isTrue();
            one.due().ifPresent(due -> assertThat(due.safer()).isBeforeOrEqualTo(due.until()));
        });
        if (came(found) == Came.NO_LAW) {
            assertThat(found.uncovered()).isNotEmpty();
        }
        found.severity().ifPresent(severity -> assertThat(severity.score().doubleValue())
                .isBetween(0.25, 6.0));
        return found;
    }

    private static List<Case> cases(Path file) {
        try {
            return Files.readAllLines(file).stream().map(Case::of).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void eachOfTheSampleHasAnAnswerOrANamedReason() {
        var came = new TreeMap<Came, List<String>>();
        for (var of : cases(Project.ROOT.resolve(SAMPLE))) {
            came.computeIfAbsent(came(coherent(of)), _ -> new ArrayList<>())
                    .add(of.text("jurisdiction") + " " + of.text("individuals_affected"));
        }
        assertThat(came.keySet()).contains(Came.OWED, Came.NO_LAW);
        assertThat(came.getOrDefault(Came.NO_LAW, List.of())).allMatch(place -> place.matches("US-(WA|PR) .*"));
        assertThat(came.getOrDefault(Came.OWED, List.of())).hasSizeGreaterThanOrEqualTo(12);
    }

    /** When a case was told to Washington's Attorney General, against the law of the day. */
    private record Scored(Case of, String law, LocalDate due, LocalDate told) {
        boolean isLate() {
            return told.isAfter(due);
        }
    }

    /** A reason why a case has no score, or its score. */
    private sealed interface Score {
        record Of(Scored scored) implements Score {}

        record None(String why) implements Score {}
    }

    private static Score score(Case of) {
        var aware = of.day("discovered_at");
        if (aware.isEmpty()) {
            return new Score.None("no day of discovery");
        }
        if (aware.get().isBefore(WASHINGTON_2015)) {
            return new Score.None("discovered before the law had a number of days");
        }
        var law = aware.get().isBefore(WASHINGTON_2020) ? "2015" : "2020";
        var rules = new ObligationRules(new Regimes(RegimeFiles.over(laws.resolve(law))));
        var found = rules.of(of.told(aware.get()).facts()).all().stream()
                .filter(one -> one.key().equals(WASHINGTON))
                .findFirst()
                .orElseThrow();
        if (found.status() == Status.NOT_OWED) {
            return new Score.None("told of 500 people or fewer, of whom the Attorney General need not be");
        }
        var due = found.due().orElseThrow().until().toLocalDate();
        return new Score.Of(new Scored(
                of,
                law.equals("2015") ? "45 days" : "30 days",
                due,
                of.day("reported_at").orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "2019-01-02,2019-02-16,501,45 days,false",
        "2019-01-02,2019-02-17,501,45 days,true",
        "2020-02-29,2020-04-14,501,45 days,false",
        "2020-03-01,2020-03-31,501,30 days,false",
        "2020-03-01,2020-04-01,501,30 days,true",
        "2020-03-01,2020-04-01,500,told of 500 people or fewer,",
        "2015-07-23,2015-07-30,501,discovered before,",
        ",2019-02-17,501,no day of discovery,",
    })
    void washingtonsDeadlineIsThatOfTheDay(
            @Nullable String aware, String told, int persons, String says, @Nullable Boolean late) {
        var row = new TreeMap<String, Object>(
                Map.of("jurisdiction", "US-WA", "reported_at", told, "individuals_affected", persons));
        if (aware != null) {
            row.put("discovered_at", aware);
        }
        switch (score(new Case(row))) {
            case Score.Of(var scored) -> {
                assertThat(scored.law()).isEqualTo(says);
                assertThat(scored.isLate()).isEqualTo(late);
            }
            case Score.None(var why) -> assertThat(why).startsWith(says);
        }
    }

    @Test
    void wholeRegistersHaveAnswersAndThePageSaysSo() {
        var directory = System.getProperty("lethe.breaches", "");
        assumeThat(directory).as("-Dlethe.breaches names no folder").isNotEmpty();
        var all = Path.of(directory);
        var page = new StringBuilder(HEAD);
        replay(page, "U.S. HHS, Office for Civil Rights, 2009–2016", cases(all.resolve("hhs_ocr_2009_2016.jsonl")));
        replay(page, "Have I Been Pwned, to July 2018", cases(all.resolve("hibp_2018.jsonl")));
        replay(page, "Attorney General of Washington, to June 2020", cases(all.resolve("wa_ag_to_2020_06.jsonl")));
        page.append(WASHINGTONS);
        washington(page, cases(all.resolve("wa_ag_to_2020_06.jsonl")));
        assertThat(Project.committed(PAGE, page.toString())).isEqualTo(page.toString());
    }

    private static void replay(StringBuilder page, String register, List<Case> cases) {
        var came = new TreeMap<Came, Integer>();
        var levels = new TreeMap<String, Integer>();
        var owed = 0;
        for (var of : cases) {
            var found = coherent(of);
            came.merge(came(found), 1, Integer::sum);
            levels.merge(
                    found.severity()
                            .map(severity -> Shape.written(severity.level()).replace('-', ' '))
                            .orElse("not scored: no kinds of data told"),
                    1,
                    Integer::sum);
            owed += (int)
                    found.all().stream().filter(one -> one.status().isOpen()).count();
        }
        page.append("| %s | %,d | %s | %s | %,d |\n"
                .formatted(
                        register,
                        cases.size(),
                        levels.entrySet().stream()
                                .map(of -> of.getKey() + " " + of.getValue())
                                .collect(joining("; ")),
                        came.entrySet().stream()
                                .map(of -> of.getKey().says + " " + of.getValue())
                                .collect(joining("; ")),
                        owed));
    }

    private static void washington(StringBuilder page, List<Case> cases) {
        var none = new TreeMap<String, Integer>();
        var scored = new ArrayList<Scored>();
        for (var of : cases) {
            switch (score(of)) {
                case Score.Of(var one) -> scored.add(one);
                case Score.None(var why) -> none.merge(why, 1, Integer::sum);
            }
        }
        new TreeMap<>(scored.stream().collect(groupingBy(Scored::law))).forEach((law, of) -> {
            var late = of.stream().filter(Scored::isLate).toList();
            // The register counts the days itself: a check that does not go through the rules.
            assertThat(late)
                    .containsExactlyElementsOf(of.stream()
                            .filter(one -> ChronoUnit.DAYS.between(
                                            one.of().day("discovered_at").orElseThrow(), one.told())
                                    > Integer.parseInt(law.substring(0, 2)))
                            .toList());
            var by = late.stream()
                    .mapToLong(one -> ChronoUnit.DAYS.between(one.due(), one.told()))
                    .sorted()
                    .toArray();
            page.append("| %s | %d | %d | %d | %s |\n"
                    .formatted(
                            law,
                            of.size(),
                            of.size() - late.size(),
                            late.size(),
                            by.length == 0 ? "" : by[by.length / 2] + " days"));
        });
        page.append("\nNot scored: ")
                .append(none.entrySet().stream()
                        .map(of -> of.getValue() + " " + of.getKey())
                        .collect(joining("; ")))
                .append(".\n");
    }

    private static final String HEAD = """
            # Breaches that have happened

            What the rules of this suite say of breaches in public registers. This page is generated by
            `mvn test -pl functions -Dtest=RealBreachesTest -Dlethe.breaches=DIR -Dlethe.write=true`, from files that are not part of the project:
            the register of the U.S. Department of Health and Human Services (public domain), the list of
            [Have I Been Pwned](https://haveibeenpwned.com), and the notices to the
            [Attorney General of Washington](https://www.atg.wa.gov/data-breach-notifications). It is no legal advice, and says nothing of any one case:
            registers tell little of what the law asks about, and whatever they do not tell is taken to be owed.

            Each breach is taken as if it had become known on 23 November 2026, to see what today's law would want. Its severity is scored by ENISA's
            method from what the register tells: the kinds of data, how it happened, and nothing else. People of whom no register says where they live may
            be under any law, so that each of them counts.

            | register | breaches | severity | whom to tell | obligations |
            |---|---|---|---|---|
            """;

    private static final String WASHINGTONS = """

            ## Washington, by the law of the day

            When notice reached the Attorney General, against the day it was due (RCW 19.255.010: 45 days after discovery, and 30 from 1 March 2020). The law
            lets an authority delay notice, and lets the extent be found out first; the register does not tell where that was so.

            | law | told of more than 500 people, or of a number that is not known | in time | later | half of those later by at most |
            |---|---|---|---|---|
            """;
}
