package dev.lethe;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.base.DescribedPredicate.or;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Which way dependencies point, and who may do what. Each rule takes the package that it is about, so that the same rule is
 * asked of the suite and of classes made to break it.
 */
final class ArchitectureRules {
    /** Not a name of a thing, but of having found none. {@code Base32} is one. */
    private static final String VAGUE =
            ".*[.$](\\w*(Manager|Helper|Service|Impl|Dto|Utils?)|(Base|Abstract)([A-Z]\\w*)?)";

    /** What answers differently each time it is asked. */
    private static final Map<String, Set<String>> AMBIENT = Map.ofEntries(
            entry("java.time.Instant", Set.of("now")),
            entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis", "tickSeconds")),
            entry("java.time.InstantSource", Set.of("system")),
            entry("java.time.LocalDate", Set.of("now")),
            entry("java.time.LocalTime", Set.of("now")),
            entry("java.time.LocalDateTime", Set.of("now")),
            entry("java.time.OffsetDateTime", Set.of("now")),
            entry("java.time.ZonedDateTime", Set.of("now")),
            entry("java.time.Year", Set.of("now")),
            entry("java.time.YearMonth", Set.of("now")),
            entry("java.util.UUID", Set.of("randomUUID")),
            entry("java.util.Random", Set.of("<init>")),
            entry("java.util.SplittableRandom", Set.of("<init>")),
            entry("java.util.random.RandomGenerator", Set.of("getDefault", "of")),
            entry("java.util.random.RandomGeneratorFactory", Set.of("getDefault", "of", "all")),
            entry("java.security.SecureRandom", Set.of("<init>", "getInstanceStrong")),
            entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
            entry("java.lang.Math", Set.of("random")),
            entry("java.lang.System", Set.of("getenv", "getProperty", "currentTimeMillis", "nanoTime")));

    static ArchRule packagesFormNoCycles(String root) {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a package that cannot be read alone is not a package");
    }

    static ArchRule apiKnowsTheJdkAlone(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(root + ".api..", "java..", "org.jspecify..")
                .because("whoever deploys reads the route table without the suite's libraries");
    }

    static ArchRule kernelKnowsItselfAndTheJdk(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".kernel..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(root + ".kernel..", "java..", "org.jspecify..")
                .because("everything depends on the kernel, so that it can depend on nothing");
    }

    static ArchRule cryptoKnowsTheKernelAndTheJdk(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".crypto..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        root + ".crypto..", root + ".kernel..", "java..", "javax.crypto..", "org.jspecify..")
                .because("what seals is read alone, and knows nothing of who asks for it or how");
    }

    static ArchRule onlyJsonKnowsItsParser(String root) {
        return noClasses()
                .that(not(in(root + ".http.Json")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .because("JSON is read in one place, strictly and within bounds");
    }

    static ArchRule onlyTheShellKnowsWhereThingsAreKept(String root) {
        var shell = packages(root, "store", "aws", "lambda");
        return noClasses()
                .that()
                .resideOutsideOfPackages(shell)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(shell)
                .because("a capability says what it needs as an interface of its own");
    }

    static ArchRule onlyAdaptersUseTheSdk(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages(root, "store", "aws"))
                .and(not(in(root + ".lambda.World")))
                .and(not(in(root + ".lambda.Foundation")))
                .and(not(in(root + ".lambda.Suite")))
                .and(not(in(root + ".lambda.OnAws")))
                .and(not(in(root + ".lambda.StandInWorld")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .because("what the law asks does not change with a vendor");
    }

    static ArchRule onlyEntryPointsSpeakLambda(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".lambda..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.amazonaws.services.lambda..")
                .because("an event is decoded once, where it arrives");
    }

    static ArchRule rulesArePure(String root) {
        return noClasses()
                .that(rules())
                .should(dependOnClassesThat(or(
                        resideInAnyPackage(
                                root + ".http..", "java.io..", "java.net..", "java.nio.file..", "java.util.random.."),
                        name("java.time.Clock"),
                        name("java.time.InstantSource"),
                        name("java.util.Random"),
                        name("java.security.SecureRandom"))))
                .because("rules are read and tested as a table, and decide the same whenever they are asked");
    }

    static ArchRule onlyTheShellAsksTheWorld(String root) {
        DescribedPredicate<JavaAccess<?>> ambient =
                describe("what answers differently each time", access -> AMBIENT.getOrDefault(
                                access.getTargetOwner().getName(), Set.of())
                        .contains(access.getTarget().getName()));
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".lambda..")
                .should()
                .accessTargetWhere(ambient)
                .because("time, chance and the environment are arguments, so that a test can say what they are");
    }

    static ArchRule onlyThoseWithABasisOpenWhatIsSealed(String root) {
        return only(
                resideInAnyPackage(packages(root, "conversation", "rights", "breach", "consent")),
                root + ".crypto.Vault",
                "open",
                "what people said is opened where there is a basis for it, and nowhere else");
    }

    static ArchRule onlyConsentAndIncidentsOpenEvidence(String root) {
        return only(
                resideInAnyPackage(packages(root, "consent", "breach")),
                root + ".crypto.Vault",
                "openEvidence",
                "words are kept to prove a decision, or what was known of a breach, and read for nothing else");
    }

    static ArchRule onlyRepeatOpensAnswers(String root) {
        return only(
                resideInAnyPackage(packages(root, "repeat")),
                root + ".crypto.Vault",
                "openForDay",
                "an answer is given again to whoever got it, and to nobody else");
    }

    static ArchRule onlyHoldsOpenWhatIsHeld(String root) {
        return only(
                resideInAnyPackage(packages(root, "hold")),
                root + ".crypto.Vault",
                "openHeld",
                "what is held is held for a legal claim, and out of every bot's reach");
    }

    static ArchRule onlyRetentionTakesWords(String root) {
        return only(
                resideInAnyPackage(packages(root, "retention")),
                root + ".crypto.Vault",
                "words",
                "words are taken out of what goes where people were told so, and told only where many used them");
    }

    static ArchRule onlyTheGateMintsPermits(String root) {
        return only(
                in(root + ".consent.ConsentGate"),
                root + ".crypto.Permit",
                "mint",
                "access that no basis allows does not build");
    }

    static ArchRule onlyRightsShred(String root) {
        return only(
                resideInAnyPackage(packages(root, "rights")),
                root + ".rights.Requests",
                "shred",
                "a person's key is destroyed because they asked, and their request says so");
    }

    static ArchRule onlyRetentionDestroysDays(String root) {
        return only(
                resideInAnyPackage(packages(root, "retention")),
                root + ".retention.EndedDays",
                "destroy",
                "a day's key is destroyed because the day is over, and that is recorded");
    }

    static ArchRule namesSayWhatThingsAre(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveNameMatching(VAGUE)
                .because("whatever is called a manager will manage everything");
    }

    /** Asks of the method as it is declared and as it is implemented; fails where there is no such method. */
    private static ArchRule only(DescribedPredicate<JavaClass> callers, String owner, String method, String because) {
        return methods()
                .that()
                .haveName(method)
                .and()
                .areDeclaredInClassesThat()
                .areAssignableTo(owner)
                .should(beReachedOnlyFrom(callers))
                .because(because);
    }

    private static ArchCondition<JavaMethod> beReachedOnlyFrom(DescribedPredicate<JavaClass> callers) {
        return new ArchCondition<>("be reached only from classes that %s", callers.getDescription()) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                // References to a method reach it too.
                for (var access : method.getAccessesToSelf()) {
                    if (!callers.test(access.getOriginOwner())) {
                        events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                    }
                }
            }
        };
    }

    /** Rules, and whatever is nested in them. */
    private static DescribedPredicate<JavaClass> rules() {
        return describe(
                "are rules, or inside them",
                type -> type.getSimpleName().endsWith("Rules")
                        || type.getEnclosingClass().filter(rules()).isPresent());
    }

    /** A class, or one inside it. */
    private static DescribedPredicate<JavaClass> in(String type) {
        return belongTo(name(type).forSubtype()).as("belong to %s", type);
    }

    private static String[] packages(String root, String... names) {
        return Arrays.stream(names).map(name -> root + "." + name + "..").toArray(String[]::new);
    }

    private ArchitectureRules() {}
}
