package dev.lethe.crypto;

import static dev.lethe.crypto.Failing.assertUnopenable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.crypto.Unopenable.Reason;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFormatTest {
    private static final Label HERE = new Label(
            "records",
            new Tenant("shop"),
            Optional.of(new StorageId("a".repeat(26))),
            "message",
            "cnv_1",
            "msg_1",
            "content",
            Optional.of(LocalDate.of(2026, 3, 31)),
            1);
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
        assertThat(HexFormat.of()
                        .formatHex(SealedFormat.seal(ROOT, 1, SALT, HERE, TEXT).bytes()))
                .isEqualTo(golden);
        assertThat(SealedFormat.open(ROOT, 1, HERE, new Sealed(HexFormat.of().parseHex(golden))))
                .isEqualTo(TEXT);
    }

    @Test
    void noBitMayFlip() {
        var sealed = sealed().bytes();
        for (var bit = 0; bit < sealed.length * 8; bit++) {
            var flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTampered(flipped);
        }
    }

    @Test
    void noLengthButItsOwnOpens() {
        var sealed = sealed().bytes();
        IntStream.range(0, sealed.length).forEach(length -> assertTampered(Arrays.copyOf(sealed, length)));
        IntStream.of(1, 16, 70).forEach(more -> assertTampered(Arrays.copyOf(sealed, sealed.length + more)));
        assertTampered(Arrays.copyOfRange(sealed, 1, sealed.length));
    }

    static Stream<Label> elsewhere() {
        return Stream.of(
                label("keys", "shop", "a", "message", "cnv_1", "msg_1", "content", "2026-03-31", 1),
                label("records", "shop-2", "a", "message", "cnv_1", "msg_1", "content", "2026-03-31", 1),
                label("records", "shop", "b", "message", "cnv_1", "msg_1", "content", "2026-03-31", 1),
                label("records", "shop", "", "message", "cnv_1", "msg_1", "content", "2026-03-31", 1),
                label("records", "shop", "a", "profile", "cnv_1", "msg_1", "content", "2026-03-31", 1),
                label("records", "shop", "a", "message", "cnv_2", "msg_1", "content", "2026-03-31", 1),
                label("records", "shop", "a", "message", "cnv_1", "msg_2", "content", "2026-03-31", 1),
                label("records", "shop", "a", "message", "cnv_1", "msg_1", "redacted", "2026-03-31", 1),
                label("records", "shop", "a", "message", "cnv_1", "msg_1", "content", "2026-04-01", 1),
                label("records", "shop", "a", "message", "cnv_1", "msg_1", "content", "", 1),
                label("records", "shop", "a", "message", "cnv_1", "msg_1", "content", "2026-03-31", 2));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void nothingOpensWhereItWasNotSealed(Label elsewhere) {
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(ROOT, 1, elsewhere, sealed()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1, Integer.MAX_VALUE})
    void noOtherKeyVersionOpens(int version) {
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(ROOT, version, HERE, sealed()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noOtherVersionOrSuiteIsNegotiated(int at) {
        for (var other = 0; other < 256; other++) {
            var bytes = sealed().bytes();
            if (other != 1) {
                bytes[at] = (byte) other;
                assertTampered(bytes);
            }
        }
    }

    @Test
    void eachOfTheTwoKeysIsNeeded() {
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(root(1, 3), 1, HERE, sealed()));
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(root(3, 2), 1, HERE, sealed()));
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(root(2, 1), 1, HERE, sealed()));
        try (var alone = key(1)) {
            assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(SealedFormat.root(alone), 1, HERE, sealed()));
        }
    }

    @Test
    void noTwoPlacesShareAKeysInfo() {
        var infos = new HashSet<String>();
        Stream.concat(Stream.of(HERE), elsewhere())
                .forEach(label -> assertThat(infos.add(info(1, SALT, label))).isTrue());
        assertThat(infos.add(info(2, SALT, HERE))).isTrue();
        assertThat(infos.add(info(1, counting(SealedFormat.SALT, 1), HERE))).isTrue();
    }

    @Test
    void textShiftedToTheNeighbouringFieldMakesOtherInfo() {
        var infos = Stream.of(
                        label("records", "shop", "a", "message", "ab", "c", "content", "", 1),
                        label("records", "shop", "a", "message", "a", "bc", "content", "", 1),
                        label("records", "shop", "a", "message", "abc", "", "content", "", 1),
                        label("records", "shop", "a", "message", "", "abc", "content", "", 1),
                        label("records", "shop", "a", "messagea", "b", "c", "content", "", 1),
                        label("records", "shop", "a", "message", "ab", "", "ccontent", "", 1),
                        label("recordss", "hop", "a", "message", "ab", "c", "content", "", 1))
                .map(label -> info(1, SALT, label));
        assertThat(infos).doesNotHaveDuplicates().hasSize(7);
    }

    @Test
    void anotherSaltMakesOtherBytesThroughout() {
        var one = sealed().bytes();
        var other = SealedFormat.seal(ROOT, 1, counting(SealedFormat.SALT, 1), HERE, TEXT)
                .bytes();
        assertThat(Arrays.copyOfRange(one, 22, one.length)).isNotEqualTo(Arrays.copyOfRange(other, 22, other.length));
    }

    private static Sealed sealed() {
        return SealedFormat.seal(ROOT, 1, SALT, HERE, TEXT);
    }

    private static void assertTampered(byte[] bytes) {
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(ROOT, 1, HERE, new Sealed(bytes)));
    }

    private static String info(int kver, byte[] salt, Label label) {
        return HexFormat.of().formatHex(SealedFormat.info(kver, salt, label));
    }

    private static Label label(
            String table,
            String tenant,
            String sid,
            String kind,
            String conversation,
            String message,
            String attribute,
            String day,
            int revision) {
        return new Label(
                table,
                new Tenant(tenant),
                sid.isEmpty() ? Optional.empty() : Optional.of(new StorageId(sid.repeat(26))),
                kind,
                conversation,
                message,
                attribute,
                day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day)),
                revision);
    }

    private static SecretKey root(int subject, int day) {
        try (var one = key(subject);
                var other = key(day)) {
            return SealedFormat.root(one, other);
        }
    }

    private static KeyBytes key(int from) {
        return new KeyBytes(counting(KeyBytes.LENGTH, from));
    }

    private static byte[] counting(int length, int from) {
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }
}
