package dev.lethe.local.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.consent.ConsentReceipt;
import dev.lethe.consent.ConsentReceipt.Decision;
import dev.lethe.consent.ConsentReceipt.How;
import dev.lethe.consent.Proof;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.Site;
import dev.lethe.kernel.SubjectId;
import dev.lethe.receipt.AppliedLaws;
import dev.lethe.receipt.ReceiptRules;
import dev.lethe.receipt.Receipts.Found;
import dev.lethe.regime.Regimes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every decision that can be recorded is compared, with both of its times. */
class HandedOutTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant EARLIER = Instant.parse("2026-03-01T11:59:00Z");
    private static final SubjectId ANA = new SubjectId("sub1_" + "a".repeat(26));
    private static final AppliedLaws LAWS = AppliedLaws.of(Set.of(), new Regimes());
    private static final ReceiptId RECEIPT = new ReceiptId("rcp_" + "1".repeat(26));

    private static String receipt(Decision decision, Optional<Instant> saidAt) {
        var none = Proof.NONE;
        var proof = new Proof(
                none.noticeHash(),
                none.locale(),
                none.channel(),
                none.message(),
                saidAt,
                none.means(),
                Set.of(),
                none.authorisedBy(),
                none.authorisation(),
                none.signal(),
                none.ground(),
                none.laws());
        var decided = new ConsentReceipt(
                RECEIPT,
                new Purpose("chats"),
                decision,
                Optional.empty(),
                How.REPORTED,
                new ClientId("bot-1"),
                NOON,
                proof);
        return HandedOut.of(ReceiptRules.receipt(
                new Site("s".repeat(26)), new Found(ANA, decided, Optional.empty()), Optional.empty(), LAWS));
    }

    private static String row(Decision decision, Optional<Instant> saidAt) {
        var attributes = new TreeMap<String, Object>(Map.of(
                "pk", Map.of("S", "TENANT#demo#SUBJECT#" + ANA.value()),
                "sk", Map.of("S", "RECEIPT#" + RECEIPT.value()),
                "purpose", Map.of("S", "chats"),
                "decision", Map.of("S", decision.name()),
                "decidedAt", Map.of("S", NOON.toString())));
        saidAt.ifPresent(at -> attributes.put("saidAt", Map.of("S", at.toString())));
        return HandedOut.of(EvidenceRow.of(attributes));
    }

    @ParameterizedTest
    @EnumSource
    void aReceiptSaysWhatItsRowSaysAndNothingElse(Decision decision) {
        assertThat(receipt(decision, Optional.empty())).isEqualTo(row(decision, Optional.empty()));
        assertThat(receipt(decision, Optional.of(EARLIER)))
                .isEqualTo(row(decision, Optional.of(EARLIER)))
                .isNotEqualTo(row(decision, Optional.empty()));
        for (var other : Decision.values()) {
            assertThat(receipt(decision, Optional.empty()).equals(row(other, Optional.empty())))
                    .isEqualTo(other == decision);
        }
    }
}
