package dev.lethe;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite keeps its {@link ArchitectureRules}, and each of them is able to fail. */
class ArchitectureTest {
    private static final String ROOT = "dev.lethe";
    private static final String BROKEN = "dev.lethe.broken";
    private static final JavaClasses MAIN =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);
    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(BROKEN);
    private static final int EXAMINED_MIN = 270;
    private static final Set<String> CAPABILITIES = Set.of(
            "breach",
            "notice",
            "disclosure",
            "consent",
            "subject",
            "conversation",
            "rights",
            "retention",
            "hold",
            "repeat",
            "certificate",
            "epoch",
            "event",
            "receipt",
            "restore");

    /** What capabilities stand on, and what stands on them. */
    private static final Set<String> OTHERS =
            Set.of("api", "audit", "aws", "crypto", "http", "kernel", "lambda", "regime", "store", "words");

    /** A new line here is a decision. */
    private static final List<String> EDGES = List.of(
            "breach -> event",
            "breach -> repeat",
            "certificate -> epoch",
            "certificate -> retention",
            "consent -> disclosure",
            "consent -> event",
            "consent -> notice",
            "consent -> repeat",
            "conversation -> consent",
            "conversation -> disclosure",
            "conversation -> hold",
            "conversation -> repeat",
            "conversation -> retention",
            "hold -> consent",
            "hold -> repeat",
            "receipt -> consent",
            "receipt -> notice",
            "restore -> consent",
            "restore -> notice",
            "retention -> consent",
            "retention -> notice",
            "rights -> certificate",
            "rights -> consent",
            "rights -> event",
            "rights -> repeat",
            "subject -> consent",
            "subject -> retention");

    private static final Pattern NULL_MARKED = Pattern.compile("^@NullMarked$", Pattern.MULTILINE);

    /**
     * A rule, and how it fails.
     *
     * @param reported what its report on the broken classes says, class by class
     */
    record Rule(String name, Function<String, ArchRule> of, List<String> reported) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Rule> rules() {
        return Stream.of(
                new Rule(
                        "packagesFormNoCycles",
                        ArchitectureRules::packagesFormNoCycles,
                        List.of("left.Left", "right.Right")),
                new Rule("apiKnowsTheJdkAlone", ArchitectureRules::apiKnowsTheJdkAlone, List.of("api.Learned")),
                new Rule(
                        "kernelKnowsItselfAndTheJdk",
                        ArchitectureRules::kernelKnowsItselfAndTheJdk,
                        List.of("kernel.Learned")),
                new Rule(
                        "cryptoKnowsTheKernelAndTheJdk",
                        ArchitectureRules::cryptoKnowsTheKernelAndTheJdk,
                        List.of("crypto.Spoken")),
                new Rule(
                        "onlyJsonKnowsItsParser",
                        ArchitectureRules::onlyJsonKnowsItsParser,
                        List.of("notice.Parsing", "http.Parsing")),
                new Rule(
                        "onlyTheShellKnowsWhereThingsAreKept",
                        ArchitectureRules::onlyTheShellKnowsWhereThingsAreKept,
                        List.of("notice.AtHome", "subject.AtHome", "rights.AtHome")),
                new Rule(
                        "onlyAdaptersUseTheSdk",
                        ArchitectureRules::onlyAdaptersUseTheSdk,
                        List.of("repeat.Abroad", "lambda.Abroad")),
                new Rule(
                        "onlyEntryPointsSpeakLambda",
                        ArchitectureRules::onlyEntryPointsSpeakLambda,
                        List.of("store.Overheard")),
                new Rule(
                        "rulesArePure",
                        ArchitectureRules::rulesArePure,
                        List.of(
                                "impure.HttpRules",
                                "impure.FileRules",
                                "impure.StreamRules",
                                "impure.NetRules",
                                "impure.ClockRules",
                                "impure.InstantRules",
                                "impure.ChanceRules",
                                "impure.NestingRules$Inner",
                                "impure.Outer$NestedRules$Deep")),
                new Rule(
                        "onlyTheShellAsksTheWorld",
                        ArchitectureRules::onlyTheShellAsksTheWorld,
                        List.of(
                                "ambient.Asking.now()",
                                "ambient.Asking.reference()",
                                "ambient.Asking.clock()",
                                "ambient.Asking.ticking()",
                                "ambient.Asking.day()",
                                "ambient.Asking.zoned()",
                                "ambient.Asking.offset()",
                                "ambient.Asking.local()",
                                "ambient.Asking.month()",
                                "ambient.Asking.generator()",
                                "ambient.Asking.generatorOf()",
                                "ambient.Asking.factory()",
                                "ambient.Asking.property()",
                                "ambient.Asking.uuid()",
                                "ambient.Asking.random()",
                                "ambient.Asking.secureRandom()",
                                "ambient.Asking.environment()",
                                "ambient.Asking.millis()",
                                "ambient.Asking.nanos()")),
                new Rule(
                        "onlyThoseWithABasisOpenWhatIsSealed",
                        ArchitectureRules::onlyThoseWithABasisOpenWhatIsSealed,
                        List.of("curious.Opener.calling(", "curious.Opener.referring(")),
                new Rule(
                        "onlyConsentAndIncidentsOpenEvidence",
                        ArchitectureRules::onlyConsentAndIncidentsOpenEvidence,
                        List.of("curious.Prover")),
                new Rule(
                        "onlyRepeatOpensAnswers",
                        ArchitectureRules::onlyRepeatOpensAnswers,
                        List.of("curious.Rememberer")),
                new Rule(
                        "onlyHoldsOpenWhatIsHeld",
                        ArchitectureRules::onlyHoldsOpenWhatIsHeld,
                        List.of("curious.Bystander")),
                new Rule(
                        "onlyRetentionTakesWords",
                        ArchitectureRules::onlyRetentionTakesWords,
                        List.of("curious.Listener")),
                new Rule("onlyTheGateMintsPermits", ArchitectureRules::onlyTheGateMintsPermits, List.of("rash.Minter")),
                new Rule(
                        "onlyRightsShred",
                        ArchitectureRules::onlyRightsShred,
                        List.of("rash.Shredder.asked(", "rash.Shredder.implemented(")),
                new Rule(
                        "onlyRetentionDestroysDays",
                        ArchitectureRules::onlyRetentionDestroysDays,
                        List.of("rash.Destroyer")),
                new Rule(
                        "namesSayWhatThingsAre",
                        ArchitectureRules::namesSayWhatThingsAre,
                        List.of("vague.ThingManager", "vague.ThingUtil", "vague.AbstractThing", "vague.BaseThing")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theSuiteKeeps(Rule rule) {
        rule.of().apply(ROOT).check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aClassThatBreaksItIsReported(Rule rule) {
        var result = rule.of().apply(BROKEN).evaluate(FIXTURES);
        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString())
                .contains(rule.reported().stream()
                        .map(part -> BROKEN + "." + part)
                        .toList());
    }

    /** A class that breaks two rules would prove neither. */
    @ParameterizedTest
    @MethodSource("rules")
    void noClassThatBreaksAnotherIsReported(Rule rule) {
        var report = rule.of().apply(BROKEN).evaluate(FIXTURES).getFailureReport().getDetails().stream()
                .collect(joining("\n"));
        var others = rules().filter(other -> !other.name().equals(rule.name()))
                .flatMap(other -> other.reported().stream())
                .map(part -> BROKEN + "." + part)
                .toList();
        assertThat(report).doesNotContain(others);
    }

    @Test
    void everyRuleIsAsked() {
        assertThat(rules().map(Rule::name))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ArchitectureRules.class.getDeclaredMethods())
                        .filter(method -> method.getName().matches("\\w+")
                                && Modifier.isStatic(method.getModifiers())
                                && !Modifier.isPrivate(method.getModifiers()))
                        .map(Method::getName)
                        .toList());
    }

    @Test
    void whatWasExaminedIsTheSuite() {
        assertThat(MAIN.size()).isGreaterThanOrEqualTo(EXAMINED_MIN);
        assertThat(MAIN.stream().map(JavaClass::getName)).noneMatch(name -> name.startsWith(BROKEN));
    }

    @Test
    void capabilitiesKnowEachOtherAsListed() {
        assertThat(edges(MAIN, ROOT)).containsExactlyElementsOf(EDGES);
    }

    @Test
    void anEdgeThatIsNotListedIsSeen() {
        assertThat(edges(FIXTURES, BROKEN)).containsExactly("subject -> rights");
    }

    @Test
    void everyPackageIsACapabilityOrOneOfTheOthers() {
        assertThat(packages(MAIN, ROOT))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(CAPABILITIES.stream(), OTHERS.stream()).toList());
    }

    @Test
    void aPackageWithoutAPlaceIsSeen() {
        assertThat(packages(FIXTURES, BROKEN)).contains("vague").doesNotContain("");
    }

    @Test
    void theMapOfPackagesNamesEachAndNoOther() {
        assertThat(mapped(Project.read("docs/ARCHITECTURE.md")))
                .containsExactlyInAnyOrderElementsOf(packages(MAIN, ROOT));
    }

    @Test
    void aPackageThatTheMapLacksIsSeen() {
        assertThat(mapped("| `left` | Here. |\n| `local` | the suite on a laptop |\nleft `right`\n"))
                .containsExactly("left");
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(unmarked(Project.files("functions/src/main/java", ".java"))).isEmpty();
    }

    @Test
    void aPackageThatIsNotNullMarkedIsSeen() {
        assertThat(unmarked(Project.files("functions/src/test/java/dev/lethe/broken/left", ".java")))
                .hasSize(1);
    }

    private static Set<String> packages(JavaClasses classes, String root) {
        return classes.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith(root + "."))
                .map(name -> name.substring(root.length() + 1).replaceAll("\\..*", ""))
                .collect(toCollection(TreeSet::new));
    }

    /** The packages that have a line in a map; modules have lines of another form. */
    private static Set<String> mapped(String map) {
        return Pattern.compile("^\\| `(\\w+)` \\| [A-Z`].*\\|$", Pattern.MULTILINE)
                .matcher(map)
                .results()
                .map(line -> line.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> edges(JavaClasses classes, String root) {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .flatMap(dependency -> edge(dependency, root).stream())
                .collect(toCollection(TreeSet::new));
    }

    private static Optional<String> edge(Dependency dependency, String root) {
        var from = capability(dependency.getOriginClass(), root);
        var to = capability(dependency.getTargetClass().getBaseComponentType(), root);
        return from.isPresent() && to.isPresent() && !from.equals(to)
                ? Optional.of(from.get() + " -> " + to.get())
                : Optional.empty();
    }

    private static Optional<String> capability(JavaClass type, String root) {
        return CAPABILITIES.stream()
                .filter(name -> (type.getPackageName() + ".").startsWith(root + "." + name + "."))
                .findAny();
    }

    /** Directories of sources without a null-marked {@code package-info}. */
    private static Set<Path> unmarked(List<Path> sources) {
        var unmarked = new TreeSet<Path>();
        sources.forEach(source -> unmarked.add(source.resolveSibling("package-info.java")));
        unmarked.removeIf(info -> sources.contains(info)
                && NULL_MARKED.matcher(Project.read(info.toString())).find());
        return unmarked;
    }
}
