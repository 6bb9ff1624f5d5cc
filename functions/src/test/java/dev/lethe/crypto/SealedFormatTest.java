package dev.lethe.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.crypto.Unopenable.Reason;
import dev.lethe.kernel.StorageId;
import dev.lethe.kernel.Tenant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFormatTest {
    private static final long SEED = 20_260_301L;
    private static final byte[] SALT = filled(16, 0x33);
    private static final SecretKey ROOT =
            SealedFormat.root(new KeyBytes(filled(32, 0x11)), new KeyBytes(filled(32, 0x22)));
    private static final StorageId SID = new StorageId("a".repeat(26));
    private static final Optional<LocalDate> DAY = Optional.of(LocalDate.of(2026, 3, 31));
    private static final Label LABEL = label("cnv_1", "msg_1", "text");
    private static final String TEXT = "Grüße";

    /** Made once outside the JVM, from docs/SEALED-FORMAT.md alone: whatever is stored must open for ever. */
    private static final String GOLDEN = "010100000007333333333333333333333333333333331dfb769309a1b09fef70"
            + "bd0684ffb0096120924bc1bd09f4e686d6a6d831652d128a73c88f08bbde885f"
            + "748fd23495392b7fff0a06b74f";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200, 4_096})
    void opensWhatItSealed(int length) {
        var text = new byte[length];
        new SplittableRandom(SEED).nextBytes(text);
        var sealed = SealedFormat.seal(ROOT, 1, SALT, LABEL, text);
        assertThat(SealedFormat.open(ROOT, 1, LABEL, sealed))
                .as("seed %d", SEED)
                .isEqualTo(text);
        assertThat(sealed.bytes()).hasSize(length + 70);
    }

    @Test
    void theFormatIsFrozen() {
        var sealed = SealedFormat.seal(ROOT, 7, SALT, LABEL, TEXT.getBytes(UTF_8));
        assertThat(HexFormat.of().formatHex(sealed.bytes())).isEqualTo(GOLDEN);
        assertThat(SealedFormat.open(ROOT, 7, LABEL, new Sealed(HexFormat.of().parseHex(GOLDEN))))
                .isEqualTo(TEXT.getBytes(UTF_8));
    }

    @Test
    void noBitCanBeFlipped() {
        var sealed = sealed().bytes();
        for (var bit = 0; bit < sealed.length * 8; bit++) {
            var bytes = sealed.clone();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            refused(ROOT, 1, LABEL, bytes, "bit " + bit);
        }
    }

    @Test
    void noLengthOfItOpens() {
        var sealed = sealed().bytes();
        for (var length = 0; length < sealed.length; length++) {
            refused(ROOT, 1, LABEL, Arrays.copyOf(sealed, length), "cut to " + length);
            refused(
                    ROOT,
                    1,
                    LABEL,
                    Arrays.copyOfRange(sealed, sealed.length - length, sealed.length),
                    "the last " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 70})
    void nothingCanBeAppended(int more) {
        var sealed = sealed().bytes();
        refused(ROOT, 1, LABEL, Arrays.copyOf(sealed, sealed.length + more), "longer by " + more);
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void aTextMovedElsewhereDoesNotOpen(Label other) {
        refused(ROOT, 1, other, sealed().bytes(), other.toString());
        assertThat(other).isNotEqualTo(LABEL);
    }

    static Stream<Label> otherPlaces() {
        var sid = Optional.of(SID);
        var tenant = new Tenant("demo");
        var otherDay = Optional.of(LocalDate.of(2026, 4, 1));
        return Stream.of(
                new Label("keys", tenant, sid, "message", "cnv_1", "msg_1", "text", DAY, 1),
                new Label("records", new Tenant("demp"), sid, "message", "cnv_1", "msg_1", "text", DAY, 1),
                new Label(
                        "records",
                        tenant,
                        Optional.of(new StorageId("b".repeat(26))),
                        "message",
                        "cnv_1",
                        "msg_1",
                        "text",
                        DAY,
                        1),
                new Label("records", tenant, Optional.empty(), "message", "cnv_1", "msg_1", "text", DAY, 1),
                new Label("records", tenant, sid, "profile", "cnv_1", "msg_1", "text", DAY, 1),
                new Label("records", tenant, sid, "message", "cnv_2", "msg_1", "text", DAY, 1),
                new Label("records", tenant, sid, "message", "cnv_1", "msg_2", "text", DAY, 1),
                new Label("records", tenant, sid, "message", "cnv_1", "msg_1", "name", DAY, 1),
                new Label("records", tenant, sid, "message", "cnv_1", "msg_1", "text", otherDay, 1),
                new Label("records", tenant, sid, "message", "cnv_1", "msg_1", "text", Optional.empty(), 1),
                new Label("records", tenant, sid, "message", "cnv_1", "msg_1", "text", DAY, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1, 1 << 24, Integer.MIN_VALUE + 1})
    void anotherKeyVersionIsRefused(int kver) {
        refused(ROOT, kver, LABEL, sealed().bytes(), "kver " + kver);
        // Nor does rewriting it in the text help.
        var relabelled = sealed().bytes();
        for (var i = 0; i < 4; i++) {
            relabelled[2 + i] = (byte) (kver >>> (24 - 8 * i));
        }
        refused(ROOT, kver, LABEL, relabelled, "rewritten to kver " + kver);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noOtherVersionOrSuiteIsNegotiated(int at) {
        var sealed = sealed().bytes();
        for (var other = 0; other < 256; other++) {
            if (other != 1) {
                var bytes = sealed.clone();
                bytes[at] = (byte) other;
                refused(ROOT, 1, LABEL, bytes, "byte " + at + " is " + other);
            }
        }
    }

    @Test
    void bothKeysAreNeededEachInItsPlace() {
        var one = filled(32, 0x11);
        var two = filled(32, 0x22);
        var three = filled(32, 0x44);
        var sealed = sealed().bytes();
        refused(SealedFormat.root(new KeyBytes(three), new KeyBytes(two)), 1, LABEL, sealed, "another person's key");
        refused(SealedFormat.root(new KeyBytes(one), new KeyBytes(three)), 1, LABEL, sealed, "another day's key");
        refused(SealedFormat.root(new KeyBytes(two), new KeyBytes(one)), 1, LABEL, sealed, "the keys swapped");
        refused(SealedFormat.root(new KeyBytes(one)), 1, LABEL, sealed, "the person's key alone");
        refused(SealedFormat.root(new KeyBytes(two)), 1, LABEL, sealed, "the day's key alone");
    }

    @Test
    void aCommitmentOfAnotherKeyIsRefused() {
        var other = SealedFormat.root(new KeyBytes(filled(32, 0x55)), new KeyBytes(filled(32, 0x22)));
        var mine = sealed().bytes();
        var theirs =
                SealedFormat.seal(other, 1, SALT, LABEL, TEXT.getBytes(UTF_8)).bytes();
        System.arraycopy(theirs, 22, mine, 22, 32);
        refused(ROOT, 1, LABEL, mine, "their commitment on my text, my key");
        refused(other, 1, LABEL, mine, "their commitment on my text, their key");
    }

    @Test
    void anotherSaltMakesAnotherText() {
        var other = SealedFormat.seal(ROOT, 1, filled(16, 0x34), LABEL, TEXT.getBytes(UTF_8));
        for (var part : new int[][] {{6, 22}, {22, 54}, {54, 61}, {61, 77}}) {
            assertThat(Arrays.copyOfRange(other.bytes(), part[0], part[1]))
                    .as("bytes %d to %d", part[0], part[1])
                    .isNotEqualTo(Arrays.copyOfRange(sealed().bytes(), part[0], part[1]));
        }
    }

    @Test
    void textMovedBetweenNeighbouringFieldsIsTold() {
        var infos = Stream.of(
                        label("ab", "c", "d"),
                        label("a", "bc", "d"),
                        label("a", "b", "cd"),
                        label("abcd", "", ""),
                        label("", "abcd", ""),
                        label("", "", "abcd"))
                .map(label -> HexFormat.of().formatHex(SealedFormat.info(1, SALT, label)))
                .toList();
        assertThat(infos).doesNotHaveDuplicates();
    }

    @Test
    void aFieldThatSpellsAnEncodedFieldIsTold() {
        var sneaky = "a\0\0\0\1b";
        assertThat(SealedFormat.info(1, SALT, label(sneaky, "", "")))
                .isNotEqualTo(SealedFormat.info(1, SALT, label("a", "b", "")));
    }

    @Test
    void theVersionAndTheRevisionAreNotMistakenForEachOther() {
        var second = new Label("records", LABEL.tenant(), LABEL.sid(), "message", "cnv_1", "msg_1", "text", DAY, 2);
        assertThat(SealedFormat.info(1, SALT, second)).isNotEqualTo(SealedFormat.info(2, SALT, LABEL));
    }

    /** RFC 5869, appendix A.1. */
    @Test
    void theJdkDerivesAsTheStandardSays() throws Exception {
        var hex = HexFormat.of();
        var made = KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(filled(22, 0x0b))
                        .addSalt(hex.parseHex("000102030405060708090a0b0c"))
                        .thenExpand(hex.parseHex("f0f1f2f3f4f5f6f7f8f9"), 42));
        assertThat(hex.formatHex(made))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a" + "2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }

    private static void refused(SecretKey root, int kver, Label label, byte[] bytes, String what) {
        assertThatThrownBy(() -> SealedFormat.open(root, kver, label, new Sealed(bytes)))
                .as(what)
                .isInstanceOfSatisfying(
                        Unopenable.class, e -> assertThat(e.reason()).isEqualTo(Reason.TAMPERED))
                .hasMessage("unopenable")
                .hasNoCause();
    }

    private static Sealed sealed() {
        return SealedFormat.seal(ROOT, 1, SALT, LABEL, TEXT.getBytes(UTF_8));
    }

    private static Label label(String conversation, String message, String attribute) {
        return new Label(
                "records", new Tenant("demo"), Optional.of(SID), "message", conversation, message, attribute, DAY, 1);
    }

    private static byte[] filled(int length, int value) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
