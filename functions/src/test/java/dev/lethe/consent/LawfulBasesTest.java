package dev.lethe.consent;

import static dev.lethe.consent.People.ANA;
import static dev.lethe.consent.People.CATALOG;
import static dev.lethe.consent.People.CHAT;
import static dev.lethe.consent.People.LIVE;
import static dev.lethe.consent.People.NOON;
import static dev.lethe.consent.People.NOTICE_ID;
import static dev.lethe.consent.People.QUESTION;
import static dev.lethe.consent.People.SHOP;
import static dev.lethe.consent.People.VERSION;
import static dev.lethe.consent.People.notice;
import static dev.lethe.consent.People.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainHead;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.consent.ConsentRules.Capture;
import dev.lethe.consent.ConsentRules.Outcome;
import dev.lethe.consent.Proof.Authorisation;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.SubjectId;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Notice;
import dev.lethe.notice.Special;
import dev.lethe.notice.Special.Category;
import dev.lethe.notice.Special.Condition;
import dev.lethe.notice.Terms;
import dev.lethe.notice.Use;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each basis has its own life: how it begins, how it ends, and what brings it back. */
class LawfulBasesTest {
    private static final Instant BEFORE = NOON.minus(Duration.ofHours(1));
    private static final Optional<Special> HEALTH =
            Optional.of(new Special(Set.of(Category.HEALTH), Condition.EXPLICIT_CONSENT));

    private FakeLaw law = FakeLaw.SILENT;
    private Terms terms = terms(LegalBasis.LEGITIMATE_INTEREST, Optional.of(Use.ANALYTICS), Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "LEGITIMATE_INTEREST, ANALYTICS, OBJECTED",
        "LEGITIMATE_INTEREST, DIRECT_MARKETING, OBJECTED",
        "PUBLIC_TASK, ANALYTICS, OBJECTED",
        "LEGITIMATE_INTEREST, SALE, OPTED_OUT",
        "CONTRACT, SHARING, OPTED_OUT",
        "LEGITIMATE_INTEREST, TARGETED_ADVERTISING, OPTED_OUT",
        "CONSENT, ANALYTICS, REFUSED",
        "CONSENT, SALE, REFUSED",
    })
    void anyNoIsTheOneThatTheBasisGives(LegalBasis basis, Use use, Decision decision) {
        terms = terms(basis, Optional.of(use), Optional.empty());
        for (var no : List.of(Choice.REFUSE, Choice.WITHDRAW, Choice.OBJECT, Choice.OPT_OUT)) {
            assertThat(recorded(decide(no, Optional.empty())).decision()).isEqualTo(decision);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CONTRACT", "LEGAL_OBLIGATION", "VITAL_INTEREST"})
    void toTheseNobodyCanSayNo(LegalBasis basis) {
        terms = terms(basis, Optional.of(Use.SERVICE), Optional.empty());
        for (var no : List.of(Choice.REFUSE, Choice.WITHDRAW, Choice.OBJECT, Choice.OPT_OUT)) {
            assertThat(decide(no, Optional.empty())).isEqualTo(new Outcome.NotConsentBased(CHAT));
        }
        assertThat(judge(Optional.empty())).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void anObjectionEndsAnInterestUntilAGroundIsRecorded() {
        assertThat(judge(Optional.empty())).isInstanceOf(Verdict.Allowed.class);
        var objected = recorded(decide(Choice.OBJECT, Optional.empty()));
        assertThat(judge(Optional.of(objected))).isEqualTo(new Verdict.Refused(CHAT, Decision.OBJECTED));
        var overruled = overrule(objected).orElseThrow().stand();
        assertThat(judge(Optional.of(overruled))).isInstanceOf(Verdict.Allowed.class);
        assertThat(recorded(decide(Choice.OBJECT, Optional.of(overruled))).decision())
                .as("whoever objects anew is heard anew")
                .isEqualTo(Decision.OBJECTED);
    }

    @Test
    void theGroundIsKeptWithTheReceipt() {
        var objected = recorded(decide(Choice.OBJECT, Optional.empty()));
        assertThat(overrule(objected).orElseThrow().receipt().proof().ground()).contains("a legal claim");
    }

    @Test
    void noGroundOverrulesAnObjectionToDirectMarketing() {
        terms = terms(LegalBasis.LEGITIMATE_INTEREST, Optional.of(Use.DIRECT_MARKETING), Optional.empty());
        assertThat(overrule(recorded(decide(Choice.OBJECT, Optional.empty())))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"GRANTED", "REFUSED", "WITHDRAWN", "OPTED_OUT", "OVERRULED"})
    void nothingButAnObjectionIsOverruled(Decision decision) {
        assertThat(overrule(stand(decision))).isEmpty();
    }

    @Test
    void aGroundDoesNotOutliveTheInterest() {
        var overruled = stand(Decision.OVERRULED);
        terms = terms(LegalBasis.CONSENT, Optional.of(Use.ANALYTICS), Optional.empty());
        assertThat(judge(Optional.of(overruled))).isEqualTo(new Verdict.NotAsked(CHAT, NOTICE_ID));
        assertThat(overrule(stand(Decision.OBJECTED))).isEmpty();
    }

    @Test
    void whoObjectedMayThinkBetterOfIt() {
        var back = recorded(decide(Choice.GRANT, Optional.of(stand(Decision.OBJECTED))));
        assertThat(back.decision()).isEqualTo(Decision.GRANTED);
        assertThat(judge(Optional.of(back))).isInstanceOf(Verdict.Allowed.class);
        assertThat(decide(Choice.GRANT, Optional.empty()))
                .as("nobody agrees to what does not ask")
                .isEqualTo(new Outcome.NotConsentBased(CHAT));
    }

    @Test
    void aWithdrawnConsentNeverFallsBackToAnotherBasis() {
        for (var basis : LegalBasis.values()) {
            terms = terms(basis, Optional.of(Use.ANALYTICS), Optional.empty());
            assertThat(judge(Optional.of(stand(Decision.WITHDRAWN))))
                    .isEqualTo(new Verdict.Refused(CHAT, Decision.WITHDRAWN));
        }
    }

    @Test
    void whereTheLawAsksForConsentAnInterestIsNotEnough() {
        law = FakeLaw.ASKS_CONSENT;
        assertThat(judge(Optional.empty())).isEqualTo(new Verdict.NeedsConsent(CHAT, "somewhere"));
        var agreed = recorded(decide(Choice.GRANT, Optional.empty()));
        assertThat(judge(Optional.of(agreed))).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void specialCategoriesNeedExpressWordsWhateverTheBasis() {
        terms = terms(LegalBasis.CONTRACT, Optional.of(Use.SERVICE), HEALTH);
        assertThat(judge(Optional.empty())).isEqualTo(new Verdict.NotAsked(CHAT, NOTICE_ID));
        assertThat(decide(Choice.GRANT, Optional.empty())).isEqualTo(new Outcome.NotExplicit(CHAT));
        var said = decide(
                new Decided(CHAT, Choice.GRANT, Optional.of("Yes, use what I say about my health"), Optional.empty()),
                capture(How.REPORTED, Proof.NONE),
                Optional.empty());
        assertThat(judge(Optional.of(recorded(said)))).isInstanceOf(Verdict.Allowed.class);
        var pressed = decide(new Decided(CHAT, Choice.GRANT), capture(How.BUTTON, Proof.NONE), Optional.empty());
        assertThat(pressed).isInstanceOf(Outcome.Recorded.class);
    }

    @Test
    void anotherConditionThanConsentAsksNobody() {
        terms = terms(
                LegalBasis.CONTRACT,
                Optional.of(Use.SERVICE),
                Optional.of(new Special(Set.of(Category.HEALTH), Condition.HEALTH_CARE)));
        assertThat(judge(Optional.empty())).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void aChildsYesNeedsAParentsWord() {
        terms = consent();
        law = FakeLaw.ASKS_PARENT;
        assertThat(decide(Choice.GRANT, Optional.empty())).isEqualTo(new Outcome.NeedsParent(CHAT));
        assertThat(judge(Optional.of(stand(Decision.GRANTED))))
                .as("said before it was known how young they are")
                .isEqualTo(new Verdict.NeedsParent(CHAT, NOTICE_ID));
        var parent = decide(new Decided(CHAT, Choice.GRANT), capture(How.BUTTON, byParent()), Optional.empty());
        assertThat(judge(Optional.of(recorded(parent)))).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void ageNeverStandsInTheWayOfANo() {
        terms = consent();
        law = FakeLaw.ASKS_PARENT;
        assertThat(recorded(decide(Choice.REFUSE, Optional.empty())).decision()).isEqualTo(Decision.REFUSED);
        assertThat(recorded(decide(Choice.WITHDRAW, Optional.of(stand(Decision.GRANTED))))
                        .decision())
                .isEqualTo(Decision.WITHDRAWN);
    }

    @Test
    void ageGatesConsentAloneAndNoOtherBasis() {
        law = FakeLaw.ASKS_PARENT;
        for (var basis : List.of(LegalBasis.CONTRACT, LegalBasis.LEGITIMATE_INTEREST, LegalBasis.LEGAL_OBLIGATION)) {
            terms = terms(basis, Optional.of(Use.SERVICE), Optional.empty());
            assertThat(judge(Optional.empty())).isInstanceOf(Verdict.Allowed.class);
        }
    }

    @Test
    void aYesEndsWhenTheNoticeSaysOrTheLawDoesWhicheverIsFirst() {
        terms = lasting(Period.ofMonths(6));
        assertThat(recorded(decide(Choice.GRANT, Optional.empty())).until())
                .contains(Instant.parse("2026-09-01T12:00:00Z"));
        law = FakeLaw.renewing(Period.ofMonths(3));
        assertThat(recorded(decide(Choice.GRANT, Optional.empty())).until())
                .contains(Instant.parse("2026-06-01T12:00:00Z"));
        terms = consent();
        law = FakeLaw.SILENT;
        assertThat(recorded(decide(Choice.GRANT, Optional.empty())).until()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void aYesThatHasEndedHasToBeAskedForAgain(int seconds, boolean allowed) {
        terms = lasting(Period.ofDays(1));
        var agreed = recorded(decide(Choice.GRANT, Optional.empty()));
        var at = NOON.plus(Duration.ofDays(1)).plusSeconds(seconds);
        var verdict = GateRules.judge(file(Optional.of(agreed)), CHAT, _ -> Optional.of(current()), law, at);
        if (allowed) {
            assertThat(verdict)
                    .isEqualTo(new Verdict.Allowed(terms, NOON, agreed.until(), Set.of("message-text", "mood")));
        } else {
            assertThat(verdict).isEqualTo(new Verdict.Stale(CHAT, NOTICE_ID, true));
        }
    }

    @Test
    void sayingYesAgainAfterItEndedIsANewReceipt() {
        terms = lasting(Period.ofDays(1));
        var ended = new Stand(
                Decision.GRANTED, terms.substance(), receipt("1"), BEFORE, BEFORE, Optional.of(NOON), Set.of(), false);
        assertThat(recorded(decide(Choice.GRANT, Optional.of(ended))).decidedAt())
                .isEqualTo(NOON);
    }

    @Test
    void aYesMayBeAboutSomeDataOnly() {
        terms = consent();
        var some = recorded(decide(about("mood"), capture(How.REPORTED, Proof.NONE), Optional.empty()));
        assertThat(judge(Optional.of(some)))
                .isEqualTo(new Verdict.Allowed(terms, NOON, Optional.empty(), Set.of("mood")));
        assertThat(decide(about("blood-group"), capture(How.REPORTED, Proof.NONE), Optional.empty()))
                .isEqualTo(new Outcome.UnknownCategory(CHAT));
    }

    @Test
    void whatAYesDidNotCoverBeforeDoesNotFallUnderALaterOne() {
        terms = consent();
        var some = new Stand(
                Decision.GRANTED,
                terms.substance(),
                receipt("1"),
                BEFORE,
                BEFORE,
                Optional.empty(),
                Set.of("mood"),
                false);
        assertThat(recorded(decide(Choice.GRANT, Optional.of(some))).since()).isEqualTo(NOON);
        var all = stand(Decision.GRANTED);
        var less = recorded(decide(about("mood"), capture(How.REPORTED, Proof.NONE), Optional.of(all)));
        assertThat(less.since()).isEqualTo(BEFORE);
        assertThat(less.categories()).containsExactly("mood");
    }

    private static Decided about(String category) {
        return new Decided(CHAT, Choice.GRANT, Optional.empty(), Optional.of(Set.of(category)));
    }

    private static Proof byParent() {
        var none = Proof.NONE;
        return new Proof(
                none.noticeHash(),
                none.locale(),
                none.channel(),
                none.message(),
                none.saidAt(),
                none.means(),
                Set.of(),
                Optional.of(new SubjectId("sub1_" + "b".repeat(26))),
                Optional.of(Authorisation.SIGNED_FORM),
                none.signal(),
                none.ground(),
                Set.of());
    }

    private Outcome decide(Choice choice, Optional<Stand> before) {
        return decide(new Decided(CHAT, choice), capture(How.REPORTED, Proof.NONE), before);
    }

    private Outcome decide(Decided decided, Capture capture, Optional<Stand> before) {
        return ConsentRules.decide(decided, capture, file(before), Optional.of(current()), law, receipt("2"), NOON);
    }

    private Optional<Outcome.Recorded> overrule(Stand before) {
        return ConsentRules.overrule(
                CHAT,
                capture(How.CONTROLLER, Proof.of("a legal claim")),
                file(Optional.of(before)),
                Optional.of(current()),
                law,
                receipt("3"),
                NOON);
    }

    private Verdict judge(Optional<Stand> stand) {
        return GateRules.judge(file(stand), CHAT, _ -> Optional.of(current()), law, NOON);
    }

    private static Stand recorded(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
        return ((Outcome.Recorded) outcome).stand();
    }

    private Stand stand(Decision decision) {
        return new Stand(decision, terms.substance(), receipt("1"), BEFORE, BEFORE);
    }

    private static SubjectFile file(Optional<Stand> stand) {
        return new SubjectFile(
                SHOP,
                ANA,
                LIVE,
                new Standing(
                        1,
                        stand.<Map<Purpose, Stand>>map(stands -> Map.of(CHAT, stands))
                                .orElse(Map.of()),
                        Optional.empty(),
                        ChainHead.START),
                CATALOG,
                Optional.empty());
    }

    private Notice current() {
        return notice(terms.asks() ? Map.of(CHAT, QUESTION) : Map.of(), List.of(terms));
    }

    private static Capture capture(How how, Proof proof) {
        return new Capture(
                Optional.of(new Shown(NOTICE_ID, VERSION)),
                how,
                new ClientId("bot"),
                how == How.BUTTON ? Optional.of(BEFORE.plusSeconds(1)) : Optional.empty(),
                proof);
    }

    private static Terms consent() {
        return terms(LegalBasis.CONSENT, Optional.of(Use.PERSONALISATION), Optional.empty());
    }

    private static Terms terms(LegalBasis basis, Optional<Use> use, Optional<Special> special) {
        return terms(basis, use, special, Optional.empty());
    }

    private static Terms lasting(Period period) {
        return terms(LegalBasis.CONSENT, Optional.of(Use.PERSONALISATION), Optional.empty(), Optional.of(period));
    }

    private static Terms terms(
            LegalBasis basis, Optional<Use> use, Optional<Special> special, Optional<Period> consentLasts) {
        return new Terms(
                CHAT,
                basis,
                Set.of("message-text", "mood"),
                Period.ofDays(30),
                "Because",
                Set.of(),
                use,
                special,
                Optional.of("To know what people need"),
                Optional.empty(),
                consentLasts,
                Optional.empty());
    }
}
