package dev.lethe.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.crypto.Sealed;
import dev.lethe.kernel.ConversationId;
import dev.lethe.kernel.MessageId;
import dev.lethe.kernel.Purpose;
import dev.lethe.retention.Expiry;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadRulesTest {

    // Taken in at 10:00: for chats until 14:00, for ads until 12:00; gone at 14:00.
    private static final Message MESSAGE = new Message(
            new MessageId("msg_" + "m".repeat(26)),
            new ConversationId("cnv_" + "c".repeat(26)),
            at("09:59:00"),
            at("10:00:00"),
            new Expiry(
                    Map.of(new Purpose("chat-history"), at("14:00:00"), new Purpose("ads"), at("12:00:00")),
                    at("14:00:00")),
            "digest",
            new Sealed(new byte[70]),
            1);

    @ParameterizedTest
    @CsvSource({
        "chat-history, 09:00:00, 11:00:00, true",
        "chat-history, 10:00:00, 13:59:59, true",
        "chat-history, 10:00:01, 11:00:00, false",
        "chat-history, 13:00:00, 13:30:00, false",
        "chat-history, 09:00:00, 14:00:00, false",
        "chat-history, 09:00:00, 15:00:00, false",
        "ads,          09:00:00, 11:59:59, true",
        "ads,          09:00:00, 12:00:00, false",
        "ads,          09:00:00, 13:00:00, false",
        "ads,          11:00:00, 11:30:00, false",
        "orders,       09:00:00, 11:00:00, false",
    })
    void isReadForItsPurposeUnderTheBasisItWasTakenInUnder(
            Purpose purpose, String since, String now, boolean readable) {
        assertThat(ReadRules.readable(MESSAGE, purpose, at(since), at(now))).isEqualTo(readable);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-01T" + time + "Z");
    }
}
