package dev.lethe.consent;

import static dev.lethe.consent.People.ABSENT;
import static dev.lethe.consent.People.ADS;
import static dev.lethe.consent.People.CHAT;
import static dev.lethe.consent.People.LIVE;
import static dev.lethe.consent.People.NOBODYS;
import static dev.lethe.consent.People.NOON;
import static dev.lethe.consent.People.NOTICE;
import static dev.lethe.consent.People.NOTICE_ID;
import static dev.lethe.consent.People.ORDERS;
import static dev.lethe.consent.People.QUESTION;
import static dev.lethe.consent.People.erased;
import static dev.lethe.consent.People.file;
import static dev.lethe.consent.People.notice;
import static dev.lethe.consent.People.order;
import static dev.lethe.consent.People.returned;
import static dev.lethe.consent.People.stand;
import static dev.lethe.consent.People.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.crypto.KeyState;
import dev.lethe.kernel.Purpose;
import dev.lethe.notice.LegalBasis;
import dev.lethe.notice.Notice;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GateRulesTest {

    static Stream<KeyState> anyLife() {
        return Stream.of(ABSENT, LIVE, returned(NOON));
    }

    @ParameterizedTest
    @MethodSource("anyLife")
    void nothingRestsOnConsentThatNobodyGave(KeyState key) {
        assertThat(judge(key, Map.of(), CHAT, NOTICE)).isEqualTo(new Verdict.NotAsked(CHAT, NOTICE_ID));
    }

    @ParameterizedTest
    @MethodSource("anyLife")
    void aGrantAllowsWhatWasTakenInSince(KeyState key) {
        var granted = Map.of(CHAT, stand(Decision.GRANTED, NOON));
        assertThat(judge(key, granted, CHAT, NOTICE)).isEqualTo(new Verdict.Allowed(terms(CHAT), NOON));
    }

    @Test
    void aGrantForOnePurposeAllowsNoOther() {
        var granted = Map.of(CHAT, stand(Decision.GRANTED, NOON));
        assertThat(judge(LIVE, granted, ADS, NOTICE)).isInstanceOf(Verdict.NotAsked.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "WITHDRAWN", "OBJECTED", "OPTED_OUT"})
    void aNoStands(Decision no) {
        assertThat(judge(LIVE, Map.of(CHAT, stand(no, NOON)), CHAT, NOTICE)).isEqualTo(new Verdict.Refused(CHAT, no));
    }

    @ParameterizedTest
    @EnumSource(
            value = LegalBasis.class,
            names = {"CONSENT"},
            mode = EnumSource.Mode.EXCLUDE)
    void aNoDoesNotComeBackUnderAnotherBasis(LegalBasis basis) {
        var renamed = notice(Map.of(), List.of(terms(CHAT, basis, Period.ofDays(30))));
        for (var no : List.of(Decision.REFUSED, Decision.WITHDRAWN)) {
            assertThat(judge(LIVE, Map.of(CHAT, stand(no, NOON)), CHAT, renamed))
                    .isEqualTo(new Verdict.Refused(CHAT, no));
        }
    }

    @Test
    void whatRestsOnAnotherBasisNeedsNoAnswer() {
        assertThat(judge(ABSENT, Map.of(), ORDERS, NOTICE)).isEqualTo(new Verdict.Allowed(order(), Instant.EPOCH));
    }

    @Test
    void aGrantOfOtherTermsIsStale() {
        var longer = notice(Map.of(CHAT, QUESTION), List.of(terms(CHAT, LegalBasis.CONSENT, Period.ofDays(31))));
        assertThat(judge(LIVE, Map.of(CHAT, stand(Decision.GRANTED, NOON)), CHAT, longer))
                .isEqualTo(new Verdict.Stale(CHAT, NOTICE_ID, false));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsAllowedAboutSomebodyWhoIsErased(Decision stale) {
        var standing = Map.of(CHAT, stand(stale, NOON));
        for (var purpose : List.of(CHAT, ADS, ORDERS)) {
            assertThat(judge(erased(NOON), standing, purpose, NOTICE))
                    .isEqualTo(new Verdict.Erased(purpose, NOTICE_ID));
        }
    }

    @Test
    void nothingIsAllowedThatNoNoticeDescribes() {
        assertThat(judge(LIVE, Map.of(), NOBODYS, NOTICE)).isEqualTo(new Verdict.Unknown(NOBODYS));
        var granted = Map.of(CHAT, stand(Decision.GRANTED, NOON));
        assertThat(GateRules.judge(file(LIVE, granted), CHAT, _ -> Optional.empty(), FakeLaw.SILENT, NOON))
                .isEqualTo(new Verdict.Unknown(CHAT));
        var without = notice(Map.of(ADS, QUESTION), List.of(terms(ADS)));
        assertThat(judge(LIVE, granted, CHAT, without)).isEqualTo(new Verdict.Unknown(CHAT));
    }

    private static Verdict judge(KeyState key, Map<Purpose, Stand> standing, Purpose purpose, Notice current) {
        return GateRules.judge(file(key, standing), purpose, _ -> Optional.of(current), FakeLaw.SILENT, NOON);
    }
}
