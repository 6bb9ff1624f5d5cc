package dev.lethe.notice;

import static dev.lethe.notice.Drafts.ADS;
import static dev.lethe.notice.Drafts.CHAT;
import static dev.lethe.notice.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.notice.Finding.Law;
import dev.lethe.notice.Finding.Weight;
import dev.lethe.notice.NoticeDraft.Controller;
import dev.lethe.notice.NoticeDraft.Particulars;
import dev.lethe.notice.NoticeDraft.Right;
import dev.lethe.notice.NoticeDraft.Role;
import dev.lethe.notice.Special.Category;
import dev.lethe.notice.Special.Condition;
import dev.lethe.regime.Place;
import dev.lethe.regime.Regimes;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found of the GDPR and of California, and by which laws notices are judged; every other law's list is in {@link NoticeListsTest}. */
class NoticeFindingsTest {
    private static final Regimes REGIMES = new Regimes();
    private static final LocalDate DAY = LocalDate.parse("2026-12-01");

    private Set<Right> rights = EnumSet.allOf(Right.class);
    private Optional<Particulars> particulars = Optional.of(NoticeListsTest.ALL);
    private Role role = Role.CONTROLLER;
    private Optional<Set<Place>> establishments = Optional.empty();
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

    @Test
    void whoNamesNoLawAndIsEstablishedElsewhereIsHeldAgainstTheLawThere() {
        regimes = Optional.empty();
        establishments = places("ZA", "GB");
        rights = EnumSet.complementOf(EnumSet.of(Right.COMPLAINT));
        assertThat(bases(consent())).containsExactly("UK GDPR Art. 13(2)(d)", "POPIA 18(1)(h)(v)");
    }

    @Test
    void whoNamesLawsAndNotTheirOwnIsTold() {
        establishments = places("GB", "AT", "US-CA");
        assertThat(find(consent())).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("/regimes");
            assertThat(finding.weight()).isEqualTo(Weight.CHECK);
            assertThat(finding.laws()).containsExactly(Law.of("uk_gdpr"));
        });
    }

    @Test
    void aProcessorsPlaceBringsNoLaw() {
        establishments = places("GB");
        role = Role.PROCESSOR;
        assertThat(find(consent())).extracting(Finding::where).containsExactly("/controllers");
    }

    @Test
    void whatSeveralLawsAskForIsSaidOnceWithEachOfThem() {
        regimes = Optional.of(Set.of("eu_gdpr", "uk_gdpr", "za_popia", "us_ca"));
        rights = EnumSet.complementOf(EnumSet.of(Right.ACCESS));
        assertThat(find(consent())).singleElement().satisfies(finding -> {
            assertThat(finding.weight()).isEqualTo(Weight.MISSING);
            assertThat(finding.laws())
                    .extracting(Law::regime)
                    .containsExactly("eu_gdpr", "uk_gdpr", "us_ca", "za_popia");
            assertThat(finding.laws().getFirst().fact()).contains("eu_gdpr.notice.rights");
        });
    }

    @Test
    void whereOneLawWantsItForSureItIsMissing() {
        regimes = Optional.of(Set.of("eu_gdpr", "ca_pipeda"));
        particulars = Optional.of(without(NoticeListsTest.ALL));
        assertThat(find(consent())).singleElement().satisfies(finding -> assertThat(finding.weight())
                .isEqualTo(Weight.MISSING));
        regimes = Optional.of(Set.of("eu_gdpr"));
        assertThat(find(consent())).singleElement().satisfies(finding -> assertThat(finding.weight())
                .isEqualTo(Weight.CHECK));
    }

    /** Of India's law it is known from when on it binds. */
    @ParameterizedTest
    @CsvSource({"2027-05-12, CHECK", "2027-05-13, MISSING"})
    void whatIsNotInForceYetIsToBeChecked(LocalDate day, Weight weight) {
        regimes = Optional.of(Set.of("in_dpdp"));
        rights = EnumSet.complementOf(EnumSet.of(Right.ERASURE));
        assertThat(NoticeFindings.of(notice(List.of(consent())), REGIMES, day))
                .singleElement()
                .satisfies(finding -> assertThat(finding.weight()).isEqualTo(weight));
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
        var consent = terms(LegalBasis.CONSENT, Use.ANALYTICS, Optional.empty(), true);
        assertThat(bases(consent)).containsExactly("GDPR Art. 7(4)");
        assertThat(find(consent)).extracting(Finding::where).containsExactly("/purposes/0/conditionOfService");
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
                .hasSize(6)
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

    /** New York has none; the other was published before its name was looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"us_ny", "nowhere"})
    void aLawWithoutAListIsSaidToHaveNone(String regime) {
        regimes = Optional.of(Set.of(regime));
        assertThat(find(consent())).singleElement().satisfies(finding -> {
            assertThat(finding.laws()).containsExactly(Law.of(regime));
            assertThat(finding.weight()).isEqualTo(Weight.CHECK);
        });
    }

    @Test
    void aFindingIsToldOnce() {
        rights = EnumSet.noneOf(Right.class);
        var found = NoticeFindings.of(
                notice(List.of(consent(), Drafts.terms(ADS, LegalBasis.LEGITIMATE_INTEREST))), REGIMES, DAY);
        assertThat(found).doesNotHaveDuplicates();
    }

    @Test
    void aNoticeIsOverdueTheDayAfterItsReview() {
        var draft = draft(Drafts.terms(CHAT));
        assertThat(NoticeFindings.overdue(draft, draft.reviewBy())).isFalse();
        assertThat(NoticeFindings.overdue(draft, draft.reviewBy().plusDays(1))).isTrue();
    }

    private static Optional<Set<Place>> places(String... codes) {
        return Optional.of(Arrays.stream(codes).map(Place::new).collect(Collectors.toSet()));
    }

    /** The same without whoever answers for data protection. */
    private static Particulars without(Particulars all) {
        return new Particulars(
                Optional.empty(),
                all.transfers(),
                all.withdrawal(),
                all.authority(),
                all.obligation(),
                all.automatedDecisions(),
                all.sources(),
                all.appeal(),
                all.security(),
                all.destruction(),
                all.tracking());
    }

    private List<Finding> find(Terms terms) {
        return NoticeFindings.of(notice(List.of(terms)), REGIMES, DAY);
    }

    private Stream<String> bases(Terms terms) {
        return find(terms).stream().flatMap(finding -> finding.laws().stream()).flatMap(law -> law.basis().stream());
    }

    private NoticeDraft notice(List<Terms> purposes) {
        var plain = draft(new ArrayList<>(purposes).toArray(new Terms[0]));
        return new NoticeDraft(
                plain.locale(),
                plain.wordings(),
                purposes,
                List.of(new Controller("Shop", role, "Street 1", establishments)),
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
                Optional.empty(),
                Optional.empty());
    }
}
