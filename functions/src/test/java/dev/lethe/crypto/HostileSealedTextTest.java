package dev.lethe.crypto;

import static dev.lethe.crypto.Failing.assertUnopenable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lethe.crypto.Unopenable.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/** A sealed text in the hands of somebody who may write wherever it is stored, but holds no key. */
class HostileSealedTextTest {
    private static final String ANA = "a".repeat(26);
    private static final String BEA = "b".repeat(26);
    private static final int KVER = 0x01020304;
    private static final int KVER_AT = 2;
    private static final int SALT_AT = 6;
    private static final int COMMITMENT_AT = 22;
    private static final int TEXT_AT = 54;
    private static final Label HERE =
            Labels.of("records", "shop", ANA, "message", "cnv_1", "msg_1", "content", "2026-03-31", 1);
    private static final SecretKey ROOT = root(1, 2);
    private static final byte[] SALT = counting(SealedFormat.SALT, 0xa0);
    private static final byte[] TEXT = "Where is my order?".getBytes(StandardCharsets.UTF_8);

    @Test
    void noBitMayFlip() {
        var sealed = sealed();
        for (var bit = 0; bit < sealed.length * 8; bit++) {
            assertTampered(flipped(sealed, bit));
        }
        assertThat(SealedFormat.open(ROOT, KVER, HERE, new Sealed(sealed))).isEqualTo(TEXT);
    }

    @Test
    void noBitOfAnEmptyTextMayFlip() {
        var sealed = SealedFormat.seal(ROOT, KVER, SALT, HERE, new byte[0]).bytes();
        for (var bit = 0; bit < sealed.length * 8; bit++) {
            assertTampered(flipped(sealed, bit));
        }
        assertThat(SealedFormat.open(ROOT, KVER, HERE, new Sealed(sealed))).isEmpty();
    }

    @Test
    void aTruncatedTextDoesNotOpenAtAnyLength() {
        var sealed = sealed();
        IntStream.range(0, sealed.length).forEach(length -> assertTampered(Arrays.copyOf(sealed, length)));
    }

    @Test
    void aTextCutOffInFrontDoesNotOpen() {
        var sealed = sealed();
        IntStream.rangeClosed(1, sealed.length)
                .forEach(from -> assertTampered(Arrays.copyOfRange(sealed, from, sealed.length)));
    }

    @Test
    void anExtendedTextDoesNotOpen() {
        var sealed = sealed();
        IntStream.rangeClosed(1, 100).forEach(more -> {
            assertTampered(Arrays.copyOf(sealed, sealed.length + more));
            assertTampered(joined(new byte[more], sealed));
        });
    }

    @Test
    void twoTextsPutTogetherDoNotOpen() {
        assertTampered(joined(sealed(), sealed()));
        var other = SealedFormat.seal(ROOT, KVER, counting(SealedFormat.SALT, 1), HERE, TEXT)
                .bytes();
        for (var at : List.of(SALT_AT + 8, COMMITMENT_AT, COMMITMENT_AT + 16, TEXT_AT, TEXT_AT + TEXT.length)) {
            assertTampered(joined(Arrays.copyOf(sealed(), at), Arrays.copyOfRange(other, at, other.length)));
            assertTampered(joined(Arrays.copyOf(other, at), Arrays.copyOfRange(sealed(), at, other.length)));
        }
    }

    @Test
    void aTextMovedToAnotherMessageDoesNotOpen() {
        assertMoved(Labels.of("records", "shop", ANA, "message", "cnv_1", "msg_2", "content", "2026-03-31", 1));
    }

    @Test
    void aTextMovedToAnotherSubjectDoesNotOpenEvenUnderTheSameKey() {
        assertMoved(Labels.of("records", "shop", BEA, "message", "cnv_1", "msg_1", "content", "2026-03-31", 1));
    }

    @Test
    void aTextMovedToNobodyDoesNotOpen() {
        assertMoved(Labels.of("records", "shop", "", "message", "cnv_1", "msg_1", "content", "2026-03-31", 1));
    }

    @Test
    void aTextMovedToAnotherTenantDoesNotOpen() {
        assertMoved(Labels.of("records", "shop-2", ANA, "message", "cnv_1", "msg_1", "content", "2026-03-31", 1));
    }

    @Test
    void aTextMovedToAnotherTableDoesNotOpen() {
        assertMoved(Labels.of("evidence", "shop", ANA, "message", "cnv_1", "msg_1", "content", "2026-03-31", 1));
    }

    @Test
    void aTextMovedToAnotherAttributeDoesNotOpen() {
        assertMoved(Labels.of("records", "shop", ANA, "message", "cnv_1", "msg_1", "redacted", "2026-03-31", 1));
    }

    @Test
    void aTextMovedToAnotherConversationDoesNotOpen() {
        assertMoved(Labels.of("records", "shop", ANA, "message", "cnv_2", "msg_1", "content", "2026-03-31", 1));
    }

    @Test
    void aTextMovedToAnotherDayDoesNotOpenEvenUnderTheSameKeys() {
        assertMoved(Labels.of("records", "shop", ANA, "message", "cnv_1", "msg_1", "content", "2026-04-01", 1));
        assertMoved(Labels.of("records", "shop", ANA, "message", "cnv_1", "msg_1", "content", "", 1));
    }

    @Test
    void anOldRevisionPutBackDoesNotOpen() {
        assertMoved(Labels.of("records", "shop", ANA, "message", "cnv_1", "msg_1", "content", "2026-03-31", 2));
        assertMoved(Labels.of("records", "shop", ANA, "message", "cnv_1", "msg_1", "content", "2026-03-31", 0));
    }

    @Test
    void aTextPassedOffAsAnotherKindDoesNotOpen() {
        assertMoved(Labels.of("records", "shop", ANA, "profile", "cnv_1", "msg_1", "content", "2026-03-31", 1));
        assertMoved(Labels.of("records", "shop", ANA, "answer", "cnv_1", "msg_1", "content", "2026-03-31", 1));
    }

    @Test
    void textShiftedToTheNextFieldDoesNotOpen() {
        assertMoved(Labels.of("records", "shop", ANA, "message", "cnv_1m", "sg_1", "content", "2026-03-31", 1));
        assertMoved(Labels.of("records", "shop", ANA, "message", "cnv_", "1msg_1", "content", "2026-03-31", 1));
        assertMoved(Labels.of("records", "shop", ANA, "message", "cnv_1msg_1", "", "content", "2026-03-31", 1));
        assertMoved(Labels.of("records", "shop", ANA, "messagecnv_1", "", "msg_1", "content", "2026-03-31", 1));
    }

    @Test
    void aDowngradedVersionDoesNotOpen() {
        assertTampered(with(0, 0));
    }

    @Test
    void anUpgradedVersionDoesNotOpen() {
        IntStream.rangeClosed(2, 255).forEach(version -> assertTampered(with(0, version)));
    }

    @Test
    void anotherSuiteDoesNotOpen() {
        IntStream.range(0, 256).filter(suite -> suite != 1).forEach(suite -> assertTampered(with(1, suite)));
    }

    @Test
    void anotherKeyVersionInTheTextDoesNotOpen() {
        for (var kver : List.of(0, 1, KVER - 1, KVER + 1, -1, Integer.MIN_VALUE, Integer.reverseBytes(KVER))) {
            var bytes = sealed();
            ByteBuffer.wrap(bytes).putInt(KVER_AT, kver);
            assertTampered(bytes);
            // Nor where the key is said to be of that version too: the version is part of what is derived.
            assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(ROOT, kver, HERE, new Sealed(bytes)));
        }
    }

    @Test
    void aKeyOfAnotherVersionOpensNothing() {
        for (var kver : List.of(0, 1, KVER - 1, KVER + 1, -1, Integer.MAX_VALUE)) {
            assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(ROOT, kver, HERE, new Sealed(sealed())));
        }
    }

    /** Who holds the keys may write any header; a reader takes its own only. */
    @Test
    void noOtherHeaderOpensThoughItsCommitmentAndTagAreRight() throws GeneralSecurityException {
        var vector = GoldenVectors.committed().getFirst();
        var kver = vector.kver();
        assertThat(SealedFormat.open(vector.rootKey(), kver, vector.label(), new Sealed(vector.headed(1, 1, kver))))
                .isEqualTo(HexFormat.of().parseHex(vector.plaintext()));
        for (var bytes : List.of(
                vector.headed(0, 1, kver),
                vector.headed(2, 1, kver),
                vector.headed(1, 0, kver),
                vector.headed(1, 2, kver),
                vector.headed(1, 1, kver + 1))) {
            assertUnopenable(
                    Reason.TAMPERED,
                    () -> SealedFormat.open(vector.rootKey(), kver, vector.label(), new Sealed(bytes)));
        }
    }

    @Test
    void eachOfTheTwoKeysIsNeeded() {
        var roots = new ArrayList<>(List.of(root(1, 3), root(3, 2), root(2, 1)));
        try (var person = key(1);
                var day = key(2)) {
            roots.add(SealedFormat.root(person));
            roots.add(SealedFormat.root(day));
        }
        for (var root : roots) {
            assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(root, KVER, HERE, new Sealed(sealed())));
        }
    }

    @Test
    void theCommitmentOfAnotherKeyDoesNotOpen() {
        var other = SealedFormat.seal(root(3, 4), KVER, SALT, HERE, TEXT).bytes();
        var bytes = sealed();
        System.arraycopy(other, COMMITMENT_AT, bytes, COMMITMENT_AT, TEXT_AT - COMMITMENT_AT);
        assertTampered(bytes);
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(root(3, 4), KVER, HERE, new Sealed(bytes)));
    }

    @Test
    void whateverIsWrongTheFailureTellsOneThing() {
        var failures = Stream.of(
                        new byte[0],
                        Arrays.copyOf(sealed(), 69),
                        Arrays.copyOf(sealed(), 70),
                        with(0, 2),
                        with(1, 2),
                        with(KVER_AT, 9),
                        with(SALT_AT, 9),
                        with(COMMITMENT_AT, 9),
                        with(TEXT_AT, 9),
                        with(TEXT_AT + TEXT.length, 9),
                        SealedFormat.seal(root(3, 4), KVER, SALT, HERE, TEXT).bytes())
                .map(bytes -> catchThrowable(() -> SealedFormat.open(ROOT, KVER, HERE, new Sealed(bytes))))
                .toList();
        assertThat(failures).hasSize(11).allSatisfy(failure -> {
            assertThat(failure)
                    .isExactlyInstanceOf(Unopenable.class)
                    .hasNoCause()
                    .hasNoSuppressedExceptions();
            assertThat(failure).hasMessage("unopenable").hasToString("dev.lethe.crypto.Unopenable: unopenable");
            assertThat(failure.getStackTrace()).isEmpty();
        });
        assertThat(failures)
                .extracting(failure -> ((Unopenable) failure).reason())
                .containsOnly(Reason.TAMPERED);
    }

    /** Neither here nor there; and each opens where it was sealed, or this would show nothing. */
    private static void assertMoved(Label there) {
        var sealedThere = SealedFormat.seal(ROOT, KVER, SALT, there, TEXT);
        var sealedHere = new Sealed(sealed());
        assertThat(SealedFormat.open(ROOT, KVER, there, sealedThere)).isEqualTo(TEXT);
        assertThat(SealedFormat.open(ROOT, KVER, HERE, sealedHere)).isEqualTo(TEXT);
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(ROOT, KVER, there, sealedHere));
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(ROOT, KVER, HERE, sealedThere));
    }

    private static void assertTampered(byte[] bytes) {
        assertUnopenable(Reason.TAMPERED, () -> SealedFormat.open(ROOT, KVER, HERE, new Sealed(bytes)));
    }

    private static byte[] sealed() {
        return SealedFormat.seal(ROOT, KVER, SALT, HERE, TEXT).bytes();
    }

    private static byte[] with(int at, int value) {
        var bytes = sealed();
        assertThat(bytes[at]).isNotEqualTo((byte) value);
        bytes[at] = (byte) value;
        return bytes;
    }

    private static byte[] flipped(byte[] sealed, int bit) {
        var flipped = sealed.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    private static SecretKey root(int subject, int day) {
        try (var person = key(subject);
                var ending = key(day)) {
            return SealedFormat.root(person, ending);
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
