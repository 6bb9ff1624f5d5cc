package dev.lethe.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.kernel.ClientId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainedEntryTest {
    private static final String CHAIN = "subject/sub1_a";
    private static final ClientId BOT = new ClientId("bot");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Entry ENTRY =
            Entry.of("consent.captured", BOT, NOON, Map.of("ads", "refused r2", "chat", "granted r1"));
    private static final ChainHead HEAD = new ChainHead(7, "ab".repeat(32));
    private static final ChainedEntry WHOLE = ChainedEntry.append(CHAIN, HEAD, ENTRY);

    @Test
    void theFirstEntryFollowsNothing() {
        var first = ChainedEntry.append(CHAIN, ChainHead.START, ENTRY);
        assertThat(first.position()).isEqualTo(1);
        assertThat(first.follows(ChainHead.START)).isTrue();
    }

    @Test
    void eachEntryFollowsTheOneBefore() {
        var head = ChainHead.START;
        for (var entry : chain(20)) {
            assertThat(entry.follows(head)).isTrue();
            head = entry.head();
        }
        assertThat(head.length()).isEqualTo(20);
    }

    static Stream<ChainedEntry> tampered() {
        var details = Map.of("ads", "refused r2", "chat", "granted r1");
        return Stream.of(
                with("subject/sub1_b", 8, HEAD.hash(), ENTRY),
                with(CHAIN, 9, HEAD.hash(), ENTRY),
                with(CHAIN, 8, "cd".repeat(32), ENTRY),
                with(Entry.of("consent.forged", BOT, NOON, details)),
                with(Entry.of("consent.captured", new ClientId("other"), NOON, details)),
                with(Entry.of("consent.captured", BOT, NOON.plusNanos(1), details)),
                with(Entry.of("consent.captured", BOT, NOON, Map.of())),
                with(Entry.of("consent.captured", BOT, NOON, Map.of("chat", "granted r1"))),
                with(Entry.of("consent.captured", BOT, NOON, Map.of("ads", "granted r2", "chat", "granted r1"))),
                with(Entry.of("consent.captured", BOT, NOON, Map.of("adz", "refused r2", "chat", "granted r1"))),
                with(Entry.of("consent.captured", BOT, NOON, Map.of("ads", "granted r1", "chat", "refused r2"))),
                with(Entry.of(
                        "consent.captured", BOT, NOON, Map.of("ads", "refused r2", "chat", "granted r1", "x", ""))),
                new ChainedEntry(CHAIN, 8, HEAD.hash(), ENTRY, "0".repeat(64)),
                new ChainedEntry(CHAIN, 8, HEAD.hash(), ENTRY, ""));
    }

    @ParameterizedTest
    @MethodSource("tampered")
    void noFieldMayChange(ChainedEntry tampered) {
        assertThat(WHOLE.follows(HEAD)).isTrue();
        assertThat(tampered.follows(HEAD)).isFalse();
    }

    @Test
    void aChangeThatIsHashedAnewBreaksWhatFollows() {
        var next = ChainedEntry.append(CHAIN, WHOLE.head(), ENTRY);
        var forged = ChainedEntry.append(CHAIN, HEAD, Entry.of("consent.forged", BOT, NOON, Map.of()));
        assertThat(forged.follows(HEAD)).isTrue();
        assertThat(next.follows(WHOLE.head())).isTrue();
        assertThat(next.follows(forged.head())).isFalse();
    }

    @Test
    void noEntryMayBeDroppedOrInsertedOrSwapped() {
        var chain = chain(3);
        assertThat(chain.get(2).follows(chain.get(0).head())).isFalse();
        assertThat(chain.get(1).follows(chain.get(1).head())).isFalse();
        assertThat(chain.get(1).follows(chain.get(2).head())).isFalse();
        assertThat(chain.get(1).follows(ChainHead.START)).isFalse();
    }

    @Test
    void textShiftedToTheNeighbouringFieldIsAnotherEntry() {
        assertThat(Stream.of(
                                Entry.of("a", BOT, NOON, Map.of("bc", "d")),
                                Entry.of("a", BOT, NOON, Map.of("b", "cd")),
                                Entry.of("a", BOT, NOON, Map.of("b", "", "c", "d")),
                                Entry.of("a", BOT, NOON, Map.of("bcd", "")))
                        .map(entry -> ChainedEntry.append(CHAIN, HEAD, entry).hash()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theOrderDetailsCameInDoesNotMatter() {
        assertThat(Entry.of("a", BOT, NOON, Map.of("y", "2", "x", "1"))
                        .details()
                        .keySet())
                .containsExactly("x", "y");
    }

    private static List<ChainedEntry> chain(int length) {
        var chain = new ArrayList<ChainedEntry>();
        var head = ChainHead.START;
        for (var i = 0; i < length; i++) {
            var entry = ChainedEntry.append(CHAIN, head, Entry.of("done", BOT, NOON, Map.of("n", "" + i)));
            chain.add(entry);
            head = entry.head();
        }
        return chain;
    }

    private static ChainedEntry with(Entry entry) {
        return with(CHAIN, 8, HEAD.hash(), entry);
    }

    private static ChainedEntry with(String chain, long position, String previous, Entry entry) {
        return new ChainedEntry(chain, position, previous, entry, WHOLE.hash());
    }
}
