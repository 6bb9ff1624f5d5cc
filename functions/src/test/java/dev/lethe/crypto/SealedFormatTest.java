package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sealing makes. What is done to it afterwards: {@link HostileSealedTextTest}. */
class SealedFormatTest {
    private static final long SEED = 20_260_301;
    private static final HexFormat HEX = HexFormat.of();
    private static final Label HERE =
            Labels.of("records", "shop", "a".repeat(26), "message", "cnv_1", "msg_1", "content", "2026-03-31", 1);
    private static final SecretKey ROOT = root(1, 2);
    private static final byte[] SALT = counting(SealedFormat.SALT, 0xa0);
    private static final byte[] TEXT = "Where is my order?".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200, 4096})
    void whatWasSealedOpensAndIsSeventyBytesLonger(int size) {
        var text = new byte[size];
        new SplittableRandom(size).nextBytes(text);
        var sealed = SealedFormat.seal(ROOT, 1, SALT, HERE, text);
        assertThat(sealed.bytes()).hasSize(size + 70);
        assertThat(SealedFormat.open(ROOT, 1, HERE, sealed)).isEqualTo(text);
    }

    /** Frozen: what is stored today opens for as long as it is kept. Made by another implementation in another language. */
    @Test
    void theFormatIsFrozen() {
        var golden = "010100000001a0a1a2a3a4a5a6a7a8a9aaabacadaeafe94ac4b456d90fc8d64a5d32403f7a194886"
                + "9f86d376b27da48489ddc71d8e110be70abc47099efac5d4048fe28db8ce93936969af66f5bd80ee"
                + "3f6adb09d416b8ea";
        assertThat(HEX.formatHex(SealedFormat.seal(ROOT, 1, SALT, HERE, TEXT).bytes()))
                .isEqualTo(golden);
        assertThat(SealedFormat.open(ROOT, 1, HERE, new Sealed(HEX.parseHex(golden))))
                .isEqualTo(TEXT);
    }

    @Test
    void infoIsTheThirteenFieldsInTheirOrder() {
        assertThat(FieldsTest.split(SealedFormat.info(0x01020304, SALT, HERE)).stream()
                        .map(HEX::formatHex))
                .containsExactly(
                        "01",
                        "01",
                        "01020304",
                        HEX.formatHex(SALT),
                        utf8("records"),
                        utf8("shop"),
                        utf8("a".repeat(26)),
                        utf8("message"),
                        utf8("cnv_1"),
                        utf8("msg_1"),
                        utf8("content"),
                        utf8("2026-03-31"),
                        "00000001");
    }

    @Test
    void aLabelHasNoFieldThatIsNotBound() {
        assertThat(Arrays.stream(Label.class.getRecordComponents()).map(component -> component.getName()))
                .as("a new field needs a new version of the format, and a test that it is bound")
                .containsExactly(
                        "table",
                        "tenant",
                        "sid",
                        "kind",
                        "conversation",
                        "message",
                        "attribute",
                        "expiryDay",
                        "revision");
    }

    private record Bound(int kver, String salt, Label label) {}

    /** Fields out of few pieces, among them lengths of others and what other fields begin and end with. */
    @Test
    void noTwoPlacesSaltsOrVersionsMakeTheSameInfo() {
        var random = new SplittableRandom(SEED);
        var pieces = List.of("", "\0", "\1", "\0\0\0\1", "\0\0\0\2a", "a", "aa", "\0\0\0\1a\0\0\0\0");
        var seen = new HashMap<String, Bound>();
        for (var i = 0; i < 50_000; i++) {
            var texts = Stream.generate(() -> pieces.get(random.nextInt(pieces.size())))
                    .limit(5)
                    .toList();
            var label = Labels.of(
                    texts.get(0),
                    random.nextBoolean() ? "shop" : "shopa",
                    random.nextBoolean() ? "" : "a".repeat(26),
                    texts.get(1),
                    texts.get(2),
                    texts.get(3),
                    texts.get(4),
                    random.nextBoolean() ? "" : "2026-03-31",
                    random.nextInt(3));
            var salt = new byte[SealedFormat.SALT];
            salt[random.nextInt(2)] = (byte) random.nextInt(2);
            var bound = new Bound(random.nextInt(3), HEX.formatHex(salt), label);
            var info = HEX.formatHex(SealedFormat.info(bound.kver(), salt, label));
            assertThat(seen.computeIfAbsent(info, _ -> bound))
                    .as("seed %s", SEED)
                    .isEqualTo(bound);
        }
    }

    @Test
    void textShiftedToTheNeighbouringFieldMakesOtherInfo() {
        var infos = Stream.of(
                        label("records", "shop", "message", "ab", "c", "content"),
                        label("records", "shop", "message", "a", "bc", "content"),
                        label("records", "shop", "message", "abc", "", "content"),
                        label("records", "shop", "message", "", "abc", "content"),
                        label("records", "shop", "messagea", "b", "c", "content"),
                        label("records", "shop", "message", "ab", "", "ccontent"),
                        label("recordss", "hop", "message", "ab", "c", "content"))
                .map(label -> HEX.formatHex(SealedFormat.info(1, SALT, label)));
        assertThat(infos).doesNotHaveDuplicates().hasSize(7);
    }

    @Test
    void anotherSaltMakesOtherBytesThroughout() {
        var one = SealedFormat.seal(ROOT, 1, SALT, HERE, TEXT).bytes();
        var other = SealedFormat.seal(ROOT, 1, counting(SealedFormat.SALT, 1), HERE, TEXT)
                .bytes();
        assertThat(ByteBuffer.wrap(one, 0, 6)).isEqualTo(ByteBuffer.wrap(other, 0, 6));
        for (var at = 6; at + 8 <= one.length; at += 8) {
            assertThat(ByteBuffer.wrap(one, at, 8)).isNotEqualTo(ByteBuffer.wrap(other, at, 8));
        }
    }

    private static Label label(
            String table, String tenant, String kind, String conversation, String message, String attribute) {
        return Labels.of(table, tenant, "a".repeat(26), kind, conversation, message, attribute, "", 1);
    }

    private static String utf8(String text) {
        return HEX.formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SecretKey root(int subject, int day) {
        try (var one = new KeyBytes(counting(KeyBytes.LENGTH, subject));
                var other = new KeyBytes(counting(KeyBytes.LENGTH, day))) {
            return SealedFormat.root(one, other);
        }
    }

    private static byte[] counting(int length, int from) {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }
}
