package dev.lethe.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.http.Shape;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.Finding.Law;
import dev.lethe.notice.NoticeDraft.Controller;
import dev.lethe.notice.NoticeDraft.Particulars;
import dev.lethe.notice.NoticeDraft.Right;
import dev.lethe.notice.NoticeDraft.Role;
import dev.lethe.notice.Special.Category;
import dev.lethe.notice.Special.Condition;
import dev.lethe.regime.Confidence;
import dev.lethe.regime.Fact;
import dev.lethe.regime.NoticeElement;
import dev.lethe.regime.Regime;
import dev.lethe.regime.Regimes;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of each regime's list: a notice that says all of it is lacking nothing, and one that leaves a thing out exactly that. */
class NoticeListsTest {
    static final Particulars ALL = new Particulars(
            Optional.of("dpo@example.org"),
            Optional.of("None"),
            Optional.of("Say stop"),
            Optional.of("Authority"),
            Optional.of("You need not"),
            Optional.of("Nothing is decided"),
            Optional.of("From you alone"),
            Optional.of("Write to us"),
            Optional.of("Encrypted"),
            Optional.of("The key is destroyed"),
            Optional.of("Nothing"));

    private static final Regimes REGIMES = new Regimes();

    /** When all of them are in force. */
    private static final LocalDate DAY = LocalDate.parse("2027-06-01");

    static Stream<String> lists() {
        return REGIMES.all().stream()
                .filter(regime -> regime.notice().isPresent())
                .map(Regime::regime);
    }

    static Stream<Arguments> told() {
        return lists().flatMap(id -> facts(id).flatMap(fact -> fact.told().stream()
                .flatMap(told -> told.says().stream().sorted().map(says -> Arguments.of(id, fact, says)))));
    }

    private static Stream<Fact> facts(String regime) {
        return REGIMES.regime(regime).flatMap(Regime::notice).orElseThrow().stream();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aNoticeThatSaysAllOfItLacksNothing(String regime) {
        assertThat(find(whole(), regime)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("told")
    void aNoticeThatLeavesAThingOutLacksExactlyThat(String regime, Fact fact, NoticeElement element) {
        var lacking = without(element, fact);
        if (lacking.isEmpty()) {
            assertThat(new Lacking(whole()).of(fact.told().orElseThrow())).isEmpty();
            return;
        }
        assertThat(find(lacking.get(), regime)).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo(where(element));
            assertThat(finding.laws()).contains(Law.of(regime, fact)).allMatch(law -> law.regime()
                    .equals(regime));
        });
    }

    @Test
    void everyRegimeButNewYorkHasAListWithItsCitations() {
        assertThat(lists()).hasSize(19).doesNotContain("us_ny");
        assertThat(REGIMES.all().stream()
                        .flatMap(regime -> regime.notice().stream())
                        .flatMap(List::stream))
                .allSatisfy(fact -> {
                    assertThat(fact.basis().length()).isGreaterThan(3);
                    assertThat(fact.confidence() == Confidence.UNVERIFIED)
                            .isEqualTo(fact.sources().equals(List.of(Fact.GENERAL_KNOWLEDGE)));
                });
    }

    @Test
    void everyElementIsAskedForSomewhere() {
        assertThat(told().map(arguments -> arguments.get()[2]).distinct())
                .containsExactlyInAnyOrder((Object[]) NoticeElement.values());
    }

    @Test
    void setWordsAreFoundOverALinesEndAndInNoOtherWords() {
        var parts = new Parts();
        parts.text = parts.text.replace("may sell your", "may\n  sell your");
        assertThat(find(parts.draft(), "us_tx")).isEmpty();
        parts.text = parts.text.replace("personal data", "data");
        assertThat(find(parts.draft(), "us_tx")).hasSize(2);
    }

    @Test
    void nobodyIsAskedForTheWordsOfASaleThatThereIsNot() {
        var parts = new Parts();
        parts.text = "All of it";
        parts.purposes.remove(7);
        assertThat(find(parts.draft(), "us_tx")).isEmpty();
    }

    private static List<Finding> find(NoticeDraft draft, String regime) {
        return NoticeFindings.of(naming(draft, regime), REGIMES, DAY);
    }

    /** Where it is missed that each of these is not told. */
    private static String where(NoticeElement element) {
        return switch (element) {
            case CONTROLLER -> "/controllers";
            case RECIPIENTS -> "/purposes";
            case KIND_OF_PURPOSE -> "/purposes/0/use";
            case INTEREST -> "/purposes/1/ground";
            case LAW -> "/purposes/2/ground";
            case FREE_CONSENT -> "/purposes/0/conditionOfService";
            case TRAINING_OUTSIDE_CONTRACT -> "/purposes/6/basis";
            case SET_WORDS -> "/wordings";
            default -> right(element).isPresent() ? "/rights" : "/particulars/" + particular(element);
        };
    }

    /** A whole notice but for one element; empty where no notice can do without it. */
    private static Optional<NoticeDraft> without(NoticeElement element, Fact fact) {
        var parts = new Parts();
        switch (element) {
            case CONTACT, PURPOSES, CATEGORIES, LEGAL_BASIS, RETENTION -> {
                return Optional.empty();
            }
            case CONTROLLER -> parts.role = Role.PROCESSOR;
            case RECIPIENTS -> parts.recipients = Set.of();
            case KIND_OF_PURPOSE ->
                parts.purposes.set(0, parts.terms(0, LegalBasis.CONSENT, Optional.empty(), Optional.empty()));
            case INTEREST ->
                parts.purposes.set(1, parts.terms(1, LegalBasis.LEGITIMATE_INTEREST, Use.SECURITY, Optional.empty()));
            case LAW ->
                parts.purposes.set(2, parts.terms(2, LegalBasis.LEGAL_OBLIGATION, Use.SERVICE, Optional.empty()));
            case FREE_CONSENT -> parts.conditionOfService = true;
            case TRAINING_OUTSIDE_CONTRACT ->
                parts.purposes.set(6, parts.terms(6, LegalBasis.CONTRACT, Use.AI_TRAINING, Optional.empty()));
            case SET_WORDS ->
                parts.text = parts.text.replace(
                        fact.told().flatMap(Fact.Told::words).orElseThrow(), "We may sell what you tell us.");
            default ->
                right(element)
                        .ifPresentOrElse(parts.rights::remove, () -> parts.leftOut = Optional.of(particular(element)));
        }
        return Optional.of(parts.draft());
    }

    private static NoticeDraft whole() {
        return new Parts().draft();
    }

    private static Optional<Right> right(NoticeElement element) {
        return Optional.ofNullable(RIGHTS.get(element));
    }

    private static final Map<NoticeElement, Right> RIGHTS = Map.ofEntries(
            Map.entry(NoticeElement.RIGHT_OF_ACCESS, Right.ACCESS),
            Map.entry(NoticeElement.RIGHT_OF_RECTIFICATION, Right.RECTIFICATION),
            Map.entry(NoticeElement.RIGHT_OF_ERASURE, Right.ERASURE),
            Map.entry(NoticeElement.RIGHT_OF_RESTRICTION, Right.RESTRICTION),
            Map.entry(NoticeElement.RIGHT_OF_PORTABILITY, Right.PORTABILITY),
            Map.entry(NoticeElement.RIGHT_OF_OBJECTION, Right.OBJECTION),
            Map.entry(NoticeElement.RIGHT_OF_WITHDRAWAL, Right.WITHDRAWAL),
            Map.entry(NoticeElement.RIGHT_OF_HUMAN_REVIEW, Right.HUMAN_REVIEW),
            Map.entry(NoticeElement.RIGHT_OF_COMPLAINT, Right.COMPLAINT),
            Map.entry(NoticeElement.RIGHT_TO_OPT_OUT_OF_SALE, Right.OPT_OUT_OF_SALE),
            Map.entry(NoticeElement.RIGHT_TO_LIMIT_SENSITIVE_USE, Right.LIMIT_SENSITIVE_USE));

    /** The particular that tells an element has its name, in the way that JSON writes it. */
    private static String particular(NoticeElement element) {
        var words = Shape.written(element).split("-", -1);
        var name = new StringBuilder(words[0]);
        for (var i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }

    private static NoticeDraft naming(NoticeDraft draft, String regime) {
        return new NoticeDraft(
                draft.locale(),
                draft.wordings(),
                draft.purposes(),
                draft.controllers(),
                draft.platformCopy(),
                draft.rights(),
                draft.contact(),
                draft.reviewBy(),
                Optional.empty(),
                Optional.of(Set.of(regime)),
                draft.particulars());
    }

    /** What a notice is made of that has a purpose of every kind. */
    private static final class Parts {
        private static final Optional<String> GROUND = Optional.of("What it rests on");

        private Role role = Role.CONTROLLER;
        private Set<String> recipients = Set.of("Host");
        private boolean conditionOfService;
        private String text = "All of it. NOTICE: We may sell your sensitive personal data."
                + " NOTICE: We may sell your biometric personal data.";
        private Optional<String> leftOut = Optional.empty();
        private final Set<Right> rights = EnumSet.allOf(Right.class);
        private final List<Terms> purposes = new ArrayList<>(List.of(
                terms(0, LegalBasis.CONSENT, Use.PERSONALISATION, Optional.empty()),
                terms(1, LegalBasis.LEGITIMATE_INTEREST, Use.SECURITY, GROUND),
                terms(2, LegalBasis.LEGAL_OBLIGATION, Use.SERVICE, GROUND),
                terms(3, LegalBasis.CONTRACT, Use.PROFILING, Optional.empty()),
                terms(4, LegalBasis.CONSENT, Use.SALE, Optional.empty()),
                terms(5, LegalBasis.CONTRACT, Use.SERVICE, Optional.empty()),
                terms(6, LegalBasis.CONSENT, Use.AI_TRAINING, Optional.empty()),
                terms(7, LegalBasis.CONSENT, Use.SALE, Optional.empty())));

        Terms terms(int number, LegalBasis basis, Use use, Optional<String> ground) {
            return terms(number, basis, Optional.of(use), ground);
        }

        Terms terms(int number, LegalBasis basis, Optional<Use> use, Optional<String> ground) {
            return new Terms(
                    new Purpose("purpose-" + number),
                    basis,
                    Set.of("message-text"),
                    Period.ofDays(30),
                    "Because",
                    Set.of(),
                    use,
                    switch (number) {
                        case 5 -> Optional.of(new Special(Set.of(Category.HEALTH), Condition.HEALTH_CARE));
                        case 7 -> Optional.of(new Special(Set.of(Category.BIOMETRIC_DATA), Condition.EXPLICIT_CONSENT));
                        default -> Optional.empty();
                    },
                    ground,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        NoticeDraft draft() {
            var all = new ArrayList<Terms>();
            for (var i = 0; i < purposes.size(); i++) {
                var of = purposes.get(i);
                all.add(new Terms(
                        of.purpose(),
                        of.basis(),
                        of.categories(),
                        of.retention(),
                        of.retentionReason(),
                        recipients,
                        of.use(),
                        of.special(),
                        of.ground(),
                        Optional.of(conditionOfService && i == 0),
                        of.consentLasts(),
                        of.anonymised()));
            }
            var plain = Drafts.draft(all.toArray(new Terms[0]));
            var wordings = new LinkedHashMap<LanguageTag, Wording>();
            plain.wordings()
                    .forEach((language, of) -> wordings.put(language, new Wording(of.chat(), text, of.questions())));
            return new NoticeDraft(
                    plain.locale(),
                    wordings,
                    all,
                    List.of(new Controller("Shop", role, "Street 1")),
                    plain.platformCopy(),
                    rights,
                    plain.contact(),
                    plain.reviewBy(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(particulars()));
        }

        private Particulars particulars() {
            if (!(Shape.tree(ALL) instanceof Map<?, ?> told)) {
                throw new IllegalStateException("a record is written as an object");
            }
            var rest = new LinkedHashMap<Object, Object>(told);
            leftOut.ifPresent(name -> assertThat(rest.remove(name)).as(name).isNotNull());
            return Shape.of(Particulars.class).read(rest);
        }
    }
}
