package dev.lethe.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What every contestant binds a text to: the same facts, in the form that each of them takes. */
final class Labels {
    static final String CONVERSATION = "cnv_mfrggzdfmztwq2lknnwg23tpob";
    static final String MESSAGE = "msg_nbswy3dpeb3w64tmmqqhi2djom";
    static final String TABLE = "records";
    private static final String STORED = "mfrggzdfmztwq2lknnwg23tpob";
    private static final String DAY = "2026-12-24";
    private static final int BYTES = 179;

    /** As one text. */
    static final String TEXT =
            String.join("|", TABLE, "demo", STORED, "message", CONVERSATION, MESSAGE, "content", DAY, "1");

    /** As ready bytes, each fact behind its length: what Lethe derives from besides the salt, to the byte as long. */
    static byte[] bytes() {
        var facts = List.of(
                "\1",
                "\1",
                "\0\0\0\1",
                TABLE,
                "demo",
                STORED,
                "message",
                CONVERSATION,
                MESSAGE,
                "content",
                DAY,
                "\0\0\0\1");
        var bytes = ByteBuffer.allocate(BYTES);
        facts.forEach(fact -> bytes.putInt(fact.length()).put(fact.getBytes(StandardCharsets.UTF_8)));
        return bytes.array();
    }

    /** As an encryption context, for somebody. */
    static Map<String, String> context(int person) {
        return Map.of(
                "table", TABLE,
                "tenant", "demo",
                "subject", subject(person),
                "kind", "message",
                "conversation", CONVERSATION,
                "message", MESSAGE,
                "day", DAY);
    }

    static String subject(int person) {
        return "subject-" + person;
    }

    private Labels() {}
}
