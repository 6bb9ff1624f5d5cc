package dev.lethe.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainHead;
import dev.lethe.audit.ChainedEntry;
import dev.lethe.audit.Entry;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.Standing.Stand;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.LanguageTag;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.regime.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RebuildRulesTest {
    private static final Purpose CHATS = new Purpose("chat-history");
    private static final ClientId BOT = new ClientId("bot");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final List<ChainedEntry> chain = new ArrayList<>();

    private RebuildRulesTest add(String action, Map<String, String> details) {
        var head = chain.isEmpty() ? ChainHead.START : chain.getLast().head();
        chain.add(
                ChainedEntry.append("subject/ana", head, Entry.of(action, BOT, AT.plusSeconds(chain.size()), details)));
        return this;
    }

    private static ReceiptId receipt(int n) {
        return new ReceiptId("rcp_" + "0".repeat(25) + n);
    }

    private static Stand stand(Decision decision, int n) {
        return new Stand(decision, "terms", receipt(n), AT, AT);
    }

    private RebuildRules.Rebuilt rebuild(Map<ReceiptId, Stand> stands) {
        return RebuildRules.rebuild(chain, stands, Optional.empty());
    }

    @Test
    void theLastDecisionStands() {
        add(RebuildRules.CAPTURED, Map.of("chat-history", "granted " + receipt(1)));
        add("subject.put", Map.of());
        add(RebuildRules.CAPTURED, Map.of("chat-history", "withdrawn " + receipt(2)));
        var rebuilt = rebuild(Map.of(receipt(1), stand(Decision.GRANTED, 1), receipt(2), stand(Decision.WITHDRAWN, 2)));
        assertThat(rebuilt.broken()).isFalse();
        assertThat(rebuilt.standing().purposes()).isEqualTo(Map.of(CHATS, stand(Decision.WITHDRAWN, 2)));
        assertThat(rebuilt.standing().revision()).isEqualTo(3);
        assertThat(rebuilt.standing().head()).isEqualTo(chain.getLast().head());
    }

    @Test
    void nothingStandsOfBeforeAnErasure() {
        add(RebuildRules.CAPTURED, Map.of("chat-history", "granted " + receipt(1)));
        add(RebuildRules.SHREDDED, Map.of("request", "r", "fence", "1"));
        assertThat(rebuild(Map.of(receipt(1), stand(Decision.GRANTED, 1)))
                        .standing()
                        .purposes())
                .isEmpty();
        add(RebuildRules.CAPTURED, Map.of("chat-history", "refused " + receipt(2), "subject.returned", "true"));
        assertThat(rebuild(Map.of(receipt(2), stand(Decision.REFUSED, 2)))
                        .standing()
                        .purposes())
                .isEqualTo(Map.of(CHATS, stand(Decision.REFUSED, 2)));
    }

    @Test
    void aYesWhoseReceiptIsLostIsToTermsNobodyKnows() {
        add(RebuildRules.CAPTURED, Map.of("chat-history", "granted " + receipt(1)));
        var stand = rebuild(Map.of()).standing().about(CHATS).orElseThrow();
        assertThat(stand.decision()).isEqualTo(Decision.GRANTED);
        assertThat(stand.substance())
                .as("matches no terms, so that the person is asked again")
                .isEmpty();
    }

    @Test
    void aNoWhoseReceiptIsLostIsANo() {
        add(RebuildRules.CAPTURED, Map.of("chat-history", "withdrawn " + receipt(1)));
        assertThat(rebuild(Map.of()).standing().about(CHATS))
                .hasValueSatisfying(stand -> assertThat(stand.decision()).isEqualTo(Decision.WITHDRAWN));
    }

    @Test
    void behindABreakNoYesIsProven() {
        add(
                RebuildRules.CAPTURED,
                Map.of("chat-history", "granted " + receipt(1), "training", "refused " + receipt(2)));
        add("subject.put", Map.of());
        add("subject.put", Map.of());
        chain.remove(1);
        var rebuilt = rebuild(Map.of(receipt(1), stand(Decision.GRANTED, 1), receipt(2), stand(Decision.REFUSED, 2)));
        assertThat(rebuilt.broken()).isTrue();
        assertThat(rebuilt.standing().purposes()).containsOnlyKeys(new Purpose("training"));
    }

    @Test
    void theLocaleOfTheRowIsKept() {
        add("subject.put", Map.of());
        var there = new Standing(9, Map.of(), Optional.of(new LanguageTag("de")), ChainHead.START);
        assertThat(RebuildRules.rebuild(chain, Map.of(), Optional.of(there))
                        .standing()
                        .locale())
                .contains(new LanguageTag("de"));
    }

    @Test
    void whatARowOfBeforeAnErasureSaysOfThePersonIsForgotten() {
        add("subject.put", Map.of());
        add(RebuildRules.SHREDDED, Map.of());
        var known = new Circumstances(Optional.of(new Place("DE")), Optional.of(AgeBand.ADULT), Optional.of(AT));
        for (var length = 1; length <= 2; length++) {
            var there = new Standing(
                    length,
                    Map.of(),
                    Optional.of(new LanguageTag("de")),
                    known,
                    new ChainHead(length, chain.get(length - 1).hash()));
            var rebuilt =
                    RebuildRules.rebuild(chain, Map.of(), Optional.of(there)).standing();
            assertThat(rebuilt.circumstances()).isEqualTo(length == 1 ? Circumstances.UNKNOWN : known);
            assertThat(rebuilt.locale()).isEqualTo(length == 1 ? Optional.empty() : there.locale());
        }
    }

    @Test
    void anEmptyChainIsAStrangers() {
        assertThat(rebuild(Map.of()).standing()).isEqualTo(Standing.NOTHING);
    }
}
