package dev.lethe.consent;

import static dev.lethe.consent.People.ABSENT;
import static dev.lethe.consent.People.CHAT;
import static dev.lethe.consent.People.LIVE;
import static dev.lethe.consent.People.NOBODYS;
import static dev.lethe.consent.People.NOON;
import static dev.lethe.consent.People.NOTICE;
import static dev.lethe.consent.People.NOTICE_ID;
import static dev.lethe.consent.People.ORDERS;
import static dev.lethe.consent.People.VERSION;
import static dev.lethe.consent.People.erased;
import static dev.lethe.consent.People.file;
import static dev.lethe.consent.People.receipt;
import static dev.lethe.consent.People.returned;
import static dev.lethe.consent.People.stand;
import static dev.lethe.consent.People.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.ConsentReceipt.Shown;
import dev.lethe.consent.ConsentRules.Capture;
import dev.lethe.consent.ConsentRules.Outcome;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.NoticeId;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConsentRulesTest {
    private static final Shown CURRENT = new Shown(NOTICE_ID, VERSION);
    private static final Shown OLDER = new Shown(NOTICE_ID, VERSION - 1);
    private static final Shown OTHER = new Shown(new NoticeId("other"), VERSION);
    private static final Instant BEFORE = NOON.minus(Duration.ofHours(1));

    /** Every choice, on every standing decision, under every notice: what comes of it. */
    @ParameterizedTest
    @CsvSource({
        "GRANT,    none,      current, Recorded,   GRANTED",
        "GRANT,    none,      older,   Superseded,",
        "GRANT,    none,      other,   Superseded,",
        "GRANT,    none,      unshown, Superseded,",
        "GRANT,    GRANTED,   current, Unchanged,  GRANTED",
        "GRANT,    GRANTED,   older,   Superseded,",
        "GRANT,    GRANTED,   unshown, Superseded,",
        "GRANT,    REFUSED,   current, Recorded,   GRANTED",
        "GRANT,    REFUSED,   older,   Superseded,",
        "GRANT,    WITHDRAWN, current, Recorded,   GRANTED",
        "GRANT,    WITHDRAWN, older,   Superseded,",
        "GRANT,    WITHDRAWN, unshown, Superseded,",
        "REFUSE,   none,      current, Recorded,   REFUSED",
        "REFUSE,   none,      older,   Recorded,   REFUSED",
        "REFUSE,   none,      unshown, Recorded,   REFUSED",
        "REFUSE,   GRANTED,   current, Recorded,   WITHDRAWN",
        "REFUSE,   GRANTED,   older,   Recorded,   WITHDRAWN",
        "REFUSE,   REFUSED,   current, Unchanged,  REFUSED",
        "REFUSE,   WITHDRAWN, other,   Unchanged,  WITHDRAWN",
        "WITHDRAW, none,      current, Recorded,   REFUSED",
        "WITHDRAW, GRANTED,   current, Recorded,   WITHDRAWN",
        "WITHDRAW, GRANTED,   older,   Recorded,   WITHDRAWN",
        "WITHDRAW, GRANTED,   unshown, Recorded,   WITHDRAWN",
        "WITHDRAW, REFUSED,   older,   Unchanged,  REFUSED",
        "WITHDRAW, WITHDRAWN, current, Unchanged,  WITHDRAWN",
    })
    void whatComesOfADecision(Choice choice, String standing, String shown, String outcome, Decision stands) {
        var before = standing.equals("none")
                ? Map.<Purpose, Stand>of()
                : Map.of(CHAT, stand(Decision.valueOf(standing), BEFORE));
        var notice =
                switch (shown) {
                    case "current" -> Optional.of(CURRENT);
                    case "older" -> Optional.of(OLDER);
                    case "other" -> Optional.of(OTHER);
                    default -> Optional.<Shown>empty();
                };
        var came = decide(CHAT, choice, reported(notice), LIVE, before, Optional.of(NOTICE));
        assertThat(came.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(standsAfter(came)).isEqualTo(Optional.ofNullable(stands));
    }

    static Stream<Arguments> noesInEveryCircumstance() {
        return Stream.of(Choice.REFUSE, Choice.WITHDRAW)
                .flatMap(no -> Stream.of(ABSENT, LIVE, erased(NOON), returned(NOON))
                        .flatMap(key -> Stream.of(Optional.of(CURRENT), Optional.of(OLDER), Optional.<Shown>empty())
                                .flatMap(shown -> Stream.of(Optional.of(NOTICE), Optional.<Notice>empty())
                                        .map(notice -> Arguments.of(no, key, shown, notice)))));
    }

    @ParameterizedTest
    @MethodSource("noesInEveryCircumstance")
    void takingBackAYesIsNeverRefused(Choice no, KeyState key, Optional<Shown> shown, Optional<Notice> notice) {
        var granted = Map.of(CHAT, stand(Decision.GRANTED, BEFORE));
        for (var capture : List.of(reported(shown), pressed(shown, NOON.minus(Duration.ofDays(29))))) {
            assertThat(standsAfter(decide(CHAT, no, capture, key, granted, notice)))
                    .contains(Decision.WITHDRAWN);
        }
    }

    @Test
    void aGrantIsRecordedWithWhatWasShownAndHow() {
        var came = decide(CHAT, Choice.GRANT, pressed(Optional.of(CURRENT), BEFORE), ABSENT, Map.of());
        var substance = terms(CHAT).substance();
        assertThat(came)
                .isEqualTo(new Outcome.Recorded(
                        new ConsentReceipt(
                                receipt("2"),
                                CHAT,
                                Decision.GRANTED,
                                Optional.of(CURRENT),
                                How.BUTTON,
                                new ClientId("bot"),
                                NOON,
                                Proof.NONE.about(Set.of(), Optional.of(NOTICE.hash()), Set.of("eu_gdpr"))),
                        new Stand(Decision.GRANTED, substance, receipt("2"), NOON, NOON)));
    }

    @Test
    void agreeingAnewToChangedTermsKeepsWhatWasTakenInBefore() {
        var old = new Stand(Decision.GRANTED, "other terms", receipt("1"), BEFORE, BEFORE);
        var came = decide(CHAT, Choice.GRANT, reported(Optional.of(CURRENT)), LIVE, Map.of(CHAT, old));
        assertThat(recorded(came).stand().since()).isEqualTo(BEFORE);
        assertThat(recorded(came).stand().decidedAt()).isEqualTo(NOON);
    }

    @Test
    void agreeingAfterANoBeginsAnew() {
        for (var no : List.of(Decision.REFUSED, Decision.WITHDRAWN)) {
            var came =
                    decide(CHAT, Choice.GRANT, reported(Optional.of(CURRENT)), LIVE, Map.of(CHAT, stand(no, BEFORE)));
            assertThat(recorded(came).stand().since()).isEqualTo(NOON);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, Superseded", "0, Superseded", "1, Recorded"})
    void aYesToAnAskThatIsNotYoungerThanAWithdrawalIsTooLate(int millis, String outcome) {
        var withdrawn = Map.of(CHAT, stand(Decision.WITHDRAWN, BEFORE));
        var capture = pressed(Optional.of(CURRENT), BEFORE.plusMillis(millis));
        assertThat(decide(CHAT, Choice.GRANT, capture, LIVE, withdrawn)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"-1, Superseded", "0, Superseded", "1, Recorded"})
    void aYesToAnAskThatIsNotYoungerThanARefusalIsTooLate(int millis, String outcome) {
        var refused = Map.of(CHAT, stand(Decision.REFUSED, BEFORE));
        var capture = pressed(Optional.of(CURRENT), BEFORE.plusMillis(millis));
        assertThat(decide(CHAT, Choice.GRANT, capture, LIVE, refused).getClass().getSimpleName())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"-1, Superseded", "0, Superseded", "1, Recorded"})
    void aYesToAnAskThatIsNotYoungerThanAnErasureIsTooLate(int millis, String outcome) {
        var capture = pressed(Optional.of(CURRENT), BEFORE.plusMillis(millis));
        for (var key : List.of(erased(BEFORE), returned(BEFORE))) {
            assertThat(decide(CHAT, Choice.GRANT, capture, key, Map.of())
                            .getClass()
                            .getSimpleName())
                    .isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, Superseded", "0, Superseded", "1, Recorded"})
    void norDoesItCountOnceTheNextLifeHasItsKey(int millis, String outcome) {
        var capture = pressed(Optional.of(CURRENT), BEFORE.plusMillis(millis));
        var again = new KeyState.Live(1, ((KeyState.Live) LIVE).key(), Optional.of(BEFORE));
        assertThat(decide(CHAT, Choice.GRANT, capture, again, Map.of())
                        .getClass()
                        .getSimpleName())
                .isEqualTo(outcome);
    }

    @Test
    void whatABotReportsBringsNobodyBack() {
        var reported = reported(Optional.of(CURRENT));
        assertThat(decide(CHAT, Choice.GRANT, reported, erased(BEFORE), Map.of()))
                .isEqualTo(new Outcome.Superseded(CHAT));
        assertThat(decide(CHAT, Choice.GRANT, reported, returned(BEFORE), Map.of()))
                .isInstanceOf(Outcome.Recorded.class);
    }

    @Test
    void nobodyBeginsAnewWhileTheErasureWaitsButANoIsRecorded() {
        var waiting = new KeyState.Erased(0, BEFORE, Optional.empty(), true);
        var since = pressed(Optional.of(CURRENT), BEFORE.plusMillis(1));
        assertThat(decide(CHAT, Choice.GRANT, since, waiting, Map.of())).isEqualTo(new Outcome.Superseded(CHAT));
        assertThat(ConsentRules.returns(since, waiting)).isFalse();
        assertThat(standsAfter(decide(CHAT, Choice.REFUSE, since, waiting, Map.of())))
                .contains(Decision.REFUSED);
        assertThat(ConsentRules.returns(since, erased(BEFORE))).isTrue();
    }

    @Test
    void aNoToAnOldAskStillCounts() {
        var granted = Map.of(CHAT, stand(Decision.GRANTED, NOON));
        assertThat(standsAfter(decide(CHAT, Choice.REFUSE, pressed(Optional.of(CURRENT), BEFORE), LIVE, granted)))
                .contains(Decision.WITHDRAWN);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSE", "WITHDRAW"})
    void aNoToWhatNobodyDoesIsMoot(Choice no) {
        assertThat(decide(NOBODYS, no, reported(Optional.empty()), LIVE, Map.of(), Optional.empty()))
                .isEqualTo(new Outcome.Moot(NOBODYS));
        assertThat(decide(NOBODYS, no, reported(Optional.empty()), LIVE, Map.of()))
                .isEqualTo(new Outcome.Moot(NOBODYS));
    }

    @Test
    void aYesToWhatNobodyDoesIsRefused() {
        assertThat(decide(NOBODYS, Choice.GRANT, reported(Optional.of(CURRENT)), LIVE, Map.of()))
                .isEqualTo(new Outcome.UnknownPurpose(NOBODYS));
        assertThat(decide(CHAT, Choice.GRANT, reported(Optional.of(CURRENT)), LIVE, Map.of(), Optional.empty()))
                .isEqualTo(new Outcome.UnknownPurpose(CHAT));
    }

    @ParameterizedTest
    @EnumSource
    void whatRestsOnAnotherBasisIsNotDecidedByConsent(Choice choice) {
        assertThat(decide(ORDERS, choice, reported(Optional.of(CURRENT)), LIVE, Map.of()))
                .isEqualTo(new Outcome.NotConsentBased(ORDERS));
    }

    private static Capture reported(Optional<Shown> shown) {
        return new Capture(shown, How.REPORTED, new ClientId("bot"), Optional.empty());
    }

    private static Capture pressed(Optional<Shown> shown, Instant askedAt) {
        return new Capture(shown, How.BUTTON, new ClientId("bot"), Optional.of(askedAt));
    }

    private static Outcome decide(
            Purpose purpose, Choice choice, Capture capture, KeyState key, Map<Purpose, Stand> standing) {
        return decide(purpose, choice, capture, key, standing, Optional.of(NOTICE));
    }

    private static Outcome decide(
            Purpose purpose,
            Choice choice,
            Capture capture,
            KeyState key,
            Map<Purpose, Stand> standing,
            Optional<Notice> notice) {
        return ConsentRules.decide(
                new Decided(purpose, choice), capture, file(key, standing), notice, FakeLaw.SILENT, receipt("2"), NOON);
    }

    private static Outcome.Recorded recorded(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Recorded.class);
        return (Outcome.Recorded) outcome;
    }

    private static Optional<Decision> standsAfter(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recorded(var receipt, var stand) -> {
                assertThat(receipt.decision()).isEqualTo(stand.decision());
                yield Optional.of(stand.decision());
            }
            case Outcome.Unchanged unchanged -> Optional.of(unchanged.stand().decision());
            case Outcome.Moot _,
                    Outcome.Superseded _,
                    Outcome.UnknownPurpose _,
                    Outcome.NotConsentBased _,
                    Outcome.UnknownCategory _,
                    Outcome.NotExplicit _,
                    Outcome.NeedsParent _ -> Optional.empty();
        };
    }
}
