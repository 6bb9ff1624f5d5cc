package dev.lethe.consent;

import static dev.lethe.consent.People.ADS;
import static dev.lethe.consent.People.ANA;
import static dev.lethe.consent.People.CHAT;
import static dev.lethe.consent.People.LIVE;
import static dev.lethe.consent.People.NOON;
import static dev.lethe.consent.People.SHOP;
import static dev.lethe.consent.People.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainHead;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.event.Event;
import dev.lethe.event.EventId;
import dev.lethe.event.EventType;
import dev.lethe.event.Fact;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRulesTest {

    private static List<Event> told(ConsentReceipt... receipts) {
        var read = People.file(LIVE, Map.of());
        return EventRules.of(
                read, read.standing().next(Map.of(), Optional.empty(), ChainHead.START), List.of(receipts));
    }

    private static ConsentReceipt made(String id, Purpose purpose, Decision decision) {
        return new ConsentReceipt(
                receipt(id), purpose, decision, Optional.empty(), How.REPORTED, new ClientId("bot"), NOON);
    }

    @ParameterizedTest
    @CsvSource({
        "GRANTED,",
        "REFUSED,",
        "WITHDRAWN, CONSENT_WITHDRAWN",
        "OBJECTED, PROCESSING_OBJECTED",
        "OPTED_OUT, OPTED_OUT",
        "OVERRULED, OBJECTION_OVERRULED",
    })
    void onlyWhatEndsAPermissionOrBringsItBackAgainstAnObjectionIsTold(Decision decision, EventType type) {
        assertThat(told(made("1", CHAT, decision)))
                .extracting(Event::type)
                .isEqualTo(Optional.ofNullable(type).stream().toList());
    }

    @Test
    void whatEndedTogetherIsToldTogether() {
        assertThat(told(
                        made("1", CHAT, Decision.WITHDRAWN),
                        made("2", new Purpose("other"), Decision.GRANTED),
                        made("3", ADS, Decision.WITHDRAWN)))
                .containsExactly(new Event(
                        EventType.CONSENT_WITHDRAWN,
                        new Fact.Decided(
                                EventId.of(receipt("1")),
                                SHOP,
                                ANA,
                                2,
                                NOON,
                                List.of(CHAT, ADS),
                                List.of(receipt("1"), receipt("3")))));
    }

    @Test
    void whatEndedInDifferentWaysIsToldEachByItself() {
        var events = told(made("1", CHAT, Decision.WITHDRAWN), made("2", ADS, Decision.OPTED_OUT));
        assertThat(events).extracting(Event::type).containsExactly(EventType.CONSENT_WITHDRAWN, EventType.OPTED_OUT);
        assertThat(events).extracting(event -> event.fact().id()).doesNotHaveDuplicates();
    }

    @Test
    void nothingDecidedIsNothingTold() {
        assertThat(told()).isEmpty();
    }
}
