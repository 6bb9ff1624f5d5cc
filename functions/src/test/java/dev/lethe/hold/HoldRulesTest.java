package dev.lethe.hold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.audit.ChainHead;
import dev.lethe.crypto.Label;
import dev.lethe.crypto.Sealed;
import dev.lethe.hold.Hold.State;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.HoldId;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.SubjectId;
import dev.lethe.kernel.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldRulesTest {
    private static final Instant PLACED = Instant.parse("2026-03-01T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

    /** Seconds from the placing: taken in, and due. */
    @ParameterizedTest
    @CsvSource({
        "-1, 1, true",
        "0, 1, true",
        "1, 2, false",
        "-1, 0, false",
        "-2, -1, false",
        "-1, 100000000, true",
    })
    void whatWasThereAndWhoseTimeWasNotOverIsHeld(int receivedAt, int expiresAt, boolean held) {
        var original = new Original(
                new ConversationId("cnv_" + "a".repeat(26)),
                new MessageId("msg_" + "a".repeat(26)),
                "place",
                PLACED.minusSeconds(10),
                PLACED.plusSeconds(receivedAt),
                PLACED.plusSeconds(expiresAt),
                new Label("t", new Tenant("shop"), Optional.empty(), "", "", "", "", Optional.empty(), 1),
                new Sealed(new byte[70]));
        assertThat(HoldRules.holds(original, PLACED)).isEqualTo(held);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-28, false",
        "2026-03-01, false",
        "2026-03-02, true",
        "2028-03-01, true",
        "2028-03-02, false",
        "9999-12-31, false",
    })
    void aReviewIsAheadAndWithinTwoYears(LocalDate reviewOn, boolean reviewable) {
        assertThat(HoldRules.reviewable(reviewOn, TODAY)).isEqualTo(reviewable);
    }

    @ParameterizedTest
    @CsvSource({
        "PLACING, 2026-02-28, true",
        "HELD, 2026-02-28, true",
        "HELD, 2026-03-01, false",
        "HELD, 2026-03-02, false",
        "RELEASED, 2026-02-28, false",
    })
    void aReviewIsOverdueFromTheNextDayOnUntilTheRelease(State state, LocalDate reviewOn, boolean overdue) {
        var hold = new Hold(
                new Tenant("shop"),
                new HoldId("hold_" + "0".repeat(26)),
                state,
                new SubjectId("sub1_" + "a".repeat(26)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new ClientId("officer"),
                PLACED,
                reviewOn,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                ChainHead.START,
                1);
        assertThat(HoldRules.overdue(hold, TODAY)).isEqualTo(overdue);
    }
}
