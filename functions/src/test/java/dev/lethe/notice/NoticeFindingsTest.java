package dev.lethe.notice;

import static dev.lethe.notice.Drafts.ADS;
import static dev.lethe.notice.Drafts.CHAT;
import static dev.lethe.notice.Drafts.draft;
import static dev.lethe.notice.Drafts.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.notice.Finding.Weight;
import dev.lethe.notice.NoticeDraft.Controller;
import dev.lethe.notice.NoticeDraft.Particulars;
import dev.lethe.notice.NoticeDraft.Right;
import dev.lethe.notice.NoticeDraft.Role;
import dev.lethe.notice.Special.Category;
import dev.lethe.notice.Special.Condition;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeFindingsTest {
    private static final Particulars ALL = new Particulars(
            Optional.of("dpo@example.org"),
            Optional.of("None"),
            Optional.of("Say stop"),
            Optional.of("Authority"),
            Optional.of("You need not"),
            Optional.of("Nothing is decided"),
            Optional.of("From you alone"));

    private Set<Right> rights = EnumSet.allOf(Right.class);
    private Optional<Particulars> particulars = Optional.of(ALL);
    private Role role = Role.CONTROLLER;
    private Optional<Set<String>> regimes = Optional.of(Set.of("eu_gdpr", "us_ca"));

    @Test
    void aWholeNoticeHasNone() {
        assertThat(find(consent())).isEmpty();
    }

    @Test
    void whoNamesNoLawIsHeldAgainstTheGdpr() {
        regimes = Optional.empty();
        rights = EnumSet.complementOf(EnumSet.of(Right.COMPLAINT));
        assertThat(bases(consent())).containsExactly("GDPR Art. 13(2)(d)");
    }

    @ParameterizedTest
    @EnumSource(
            value = Right.class,
            names = {"ACCESS", "RECTIFICATION", "ERASURE", "RESTRICTION", "PORTABILITY", "WITHDRAWAL", "COMPLAINT"})
    void everyRightOfWhoAgreedHasToBeNamed(Right right) {
        rights = EnumSet.complementOf(EnumSet.of(right));
        regimes = Optional.of(Set.of("uk_gdpr"));
        assertThat(find(consent())).singleElement().satisfies(finding -> {
            assertThat(finding.weight()).isEqualTo(Weight.MISSING);
            assertThat(finding.where()).isEqualTo("/rights");
            assertThat(finding.what()).contains(right.name().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void withdrawalIsOnlyAskedForWhereThereIsConsent() {
        rights = EnumSet.complementOf(EnumSet.of(Right.WITHDRAWAL));
        assertThat(find(of(LegalBasis.CONTRACT, Use.SERVICE))).isEmpty();
        assertThat(find(consent())).hasSize(1);
    }

    @Test
    void anInterestHasToBeNamedAndMayBeObjectedTo() {
        rights = EnumSet.complementOf(EnumSet.of(Right.OBJECTION));
        assertThat(bases(of(LegalBasis.LEGITIMATE_INTEREST, Use.SECURITY)))
                .containsExactlyInAnyOrder("GDPR Art. 13(1)(d)", "GDPR Art. 13(2)(b), 21");
    }

    @ParameterizedTest
    @EnumSource(
            value = LegalBasis.class,
            names = {"LEGAL_OBLIGATION", "PUBLIC_TASK"})
    void aLawHasToBeNamed(LegalBasis basis) {
        assertThat(bases(of(basis, Use.SERVICE))).containsExactly("GDPR Art. 6(3)");
    }

    @Test
    void consentAsAConditionOfServiceIsNotFree() {
        assertThat(find(terms(LegalBasis.CONSENT, Use.ANALYTICS, Optional.empty(), true)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.basis()).isEqualTo("GDPR Art. 7(4)");
                    assertThat(finding.where()).isEqualTo("/purposes/0/conditionOfService");
                });
        assertThat(find(terms(LegalBasis.CONTRACT, Use.SERVICE, Optional.empty(), true)))
                .isEmpty();
        var explicit = Optional.of(new Special(Set.of(Category.HEALTH), Condition.EXPLICIT_CONSENT));
        assertThat(bases(terms(LegalBasis.CONTRACT, Use.SERVICE, explicit, true)))
                .containsExactly("GDPR Art. 7(4)");
    }

    @Test
    void trainingIsNotWhatAContractIsFor() {
        assertThat(find(of(LegalBasis.CONTRACT, Use.AI_TRAINING)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.where()).isEqualTo("/purposes/0/basis"));
    }

    @Test
    void decisionsAboutPeopleAreExplainedAndReviewed() {
        rights = EnumSet.complementOf(EnumSet.of(Right.HUMAN_REVIEW));
        particulars = Optional.empty();
        regimes = Optional.of(Set.of("eu_gdpr"));
        assertThat(bases(of(LegalBasis.CONTRACT, Use.PROFILING))).contains("GDPR Art. 13(2)(f)", "GDPR Art. 22(3)");
    }

    @Test
    void aProcessorAloneIsNoController() {
        role = Role.PROCESSOR;
        assertThat(bases(consent())).containsExactly("GDPR Art. 13(1)(a)");
        role = Role.JOINT_CONTROLLER;
        assertThat(find(consent())).isEmpty();
    }

    @Test
    void whatMayBeNeededIsToBeChecked() {
        particulars = Optional.empty();
        assertThat(find(of(LegalBasis.CONTRACT, Use.SERVICE)))
                .hasSize(5)
                .allSatisfy(finding -> assertThat(finding.weight()).isEqualTo(Weight.CHECK));
    }

    @Test
    void californiaAsksWhatIsSoldAndHowToStopIt() {
        regimes = Optional.of(Set.of("us_ca"));
        rights = EnumSet.complementOf(EnumSet.of(Right.OPT_OUT_OF_SALE, Right.LIMIT_SENSITIVE_USE));
        assertThat(find(of(LegalBasis.CONTRACT, Use.SERVICE))).isEmpty();
        assertThat(bases(of(LegalBasis.LEGITIMATE_INTEREST, Use.SALE))).containsExactly("11 CCR §7012(e)(5)");
        assertThat(bases(Drafts.terms(CHAT))).containsExactly("Cal. Civ. Code §1798.100(a)(1)");
        var special = Optional.of(new Special(Set.of(Category.HEALTH), Condition.LEGAL_CLAIMS));
        assertThat(bases(terms(LegalBasis.CONTRACT, Use.SERVICE, special, false)))
                .containsExactly("Cal. Civ. Code §1798.121(a)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br_lgpd", "nowhere"})
    void aLawWithoutAListIsSaidToHaveNone(String regime) {
        regimes = Optional.of(Set.of(regime));
        assertThat(find(consent())).singleElement().satisfies(finding -> {
            assertThat(finding.basis()).isEqualTo(regime);
            assertThat(finding.weight()).isEqualTo(Weight.CHECK);
        });
    }

    @Test
    void aFindingIsToldOnce() {
        rights = EnumSet.noneOf(Right.class);
        var found = NoticeFindings.of(notice(List.of(consent(), Drafts.terms(ADS, LegalBasis.LEGITIMATE_INTEREST))));
        assertThat(found).doesNotHaveDuplicates();
    }

    @Test
    void aNoticeIsOverdueTheDayAfterItsReview() {
        var draft = draft(Drafts.terms(CHAT));
        assertThat(NoticeFindings.overdue(draft, draft.reviewBy())).isFalse();
        assertThat(NoticeFindings.overdue(draft, draft.reviewBy().plusDays(1))).isTrue();
    }

    private List<Finding> find(Terms terms) {
        return NoticeFindings.of(notice(List.of(terms)));
    }

    private Stream<String> bases(Terms terms) {
        return find(terms).stream().map(Finding::basis);
    }

    private NoticeDraft notice(List<Terms> purposes) {
        var plain = draft(new ArrayList<>(purposes).toArray(new Terms[0]));
        return new NoticeDraft(
                plain.locale(),
                plain.wordings(),
                purposes,
                List.of(new Controller("Shop", role, "Street 1")),
                plain.platformCopy(),
                rights,
                plain.contact(),
                LocalDate.of(2027, 1, 1),
                Optional.empty(),
                regimes,
                particulars);
    }

    private static Terms consent() {
        return of(LegalBasis.CONSENT, Use.PERSONALISATION);
    }

    private static Terms of(LegalBasis basis, Use use) {
        return terms(basis, use, Optional.empty(), false);
    }

    private static Terms terms(LegalBasis basis, Use use, Optional<Special> special, boolean conditionOfService) {
        return new Terms(
                CHAT,
                basis,
                Set.of("message-text"),
                Period.ofDays(30),
                "Because",
                Set.of("Host"),
                Optional.of(use),
                special,
                Optional.empty(),
                Optional.of(conditionOfService),
                Optional.empty());
    }
}
