package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.consent.ConsentReceipt;
import dev.lethe.consent.Decisions;
import dev.lethe.consent.ReadConsents;
import dev.lethe.http.Shape;
import dev.lethe.kernel.ClientId;
import dev.lethe.kernel.Purpose;
import dev.lethe.kernel.ReceiptId;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever of this is printed by mistake tells nothing. */
class RedactionTest {
    private static final String CANARY = "canary-of-exactly-thirty-two-byt";
    private static final byte[] BYTES = CANARY.getBytes(StandardCharsets.UTF_8);

    static Stream<Object> secrets() {
        var wrapped = new WrappedKey(BYTES, "arn:" + CANARY);
        var sid = new StorageId("b".repeat(26));
        return Stream.of(
                Plaintext.of(CANARY),
                new KeyBytes(BYTES.clone()),
                wrapped,
                new Sealed(BYTES),
                new KeyWrap.Generated(new KeyBytes(BYTES.clone()), wrapped),
                new KeyState.Live(0, new KeyState.SubjectKey(sid, 1, wrapped)),
                new KeyRows.DayState.Live(wrapped),
                decision(),
                new ReadConsents.Receipt(
                        new ReceiptId("rcp_" + "0".repeat(26)),
                        new Purpose("chat-history"),
                        ConsentReceipt.Decision.GRANTED,
                        Optional.empty(),
                        ConsentReceipt.How.REPORTED,
                        new ClientId("bot"),
                        Instant.EPOCH,
                        Optional.of(CANARY),
                        false));
    }

    /** A decision in somebody's own words, read as it arrives. */
    private static Object decision() {
        var decided = Map.of("purpose", "chat-history", "decision", "refuse", "said", CANARY);
        return Shape.of(Decisions.class)
                .read(Map.of("subject", Map.of("channel", "messenger", "userId", "1"), "decisions", List.of(decided)));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void nothingPrintsWhatItHolds(Object secret) {
        assertThat(secret.toString())
                .doesNotContain(CANARY)
                .doesNotContain(HexFormat.of().formatHex(BYTES))
                .doesNotContain(Arrays.toString(BYTES));
    }

    @ParameterizedTest
    @MethodSource("permits")
    void aPermitPrintsItsPurposeOnly(Permit permit) {
        assertThat(permit).hasToString("Permit[chat-history]");
    }

    static Stream<Permit> permits() {
        return Stream.of(Permit.mint(
                new Tenant("shop"), new StorageId("b".repeat(26)), new Purpose("chat-history"), Instant.EPOCH));
    }
}
