package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldsTest {
    private static final long SEED = 20_260_301;

    @Test
    void aFieldStandsBehindItsLengthInFourBytes() {
        assertThat(hex(List.of("é", ""))).isEqualTo("00000002c3a900000000");
        assertThat(hex(List.of())).isEmpty();
    }

    @Test
    void listsThatJoinToTheSameTextReadDifferently() {
        assertThat(Stream.of(
                                List.of("ab", "c"),
                                List.of("a", "bc"),
                                List.of("abc"),
                                List.of("abc", ""),
                                List.of("", "abc"),
                                List.of("a", "b", "c"),
                                List.of("\0\0\0\2ab", "c"))
                        .map(FieldsTest::hex))
                .doesNotHaveDuplicates();
    }

    @Test
    void noTwoListsReadTheSame() {
        var random = new SplittableRandom(SEED);
        var seen = new HashMap<String, List<String>>();
        for (var i = 0; i < 20_000; i++) {
            var fields = Stream.generate(
                            () -> "\0\1a".substring(random.nextInt(3)).repeat(random.nextInt(3)))
                    .limit(random.nextInt(5))
                    .toList();
            assertThat(seen.computeIfAbsent(hex(fields), _ -> fields))
                    .as("seed %s", SEED)
                    .isEqualTo(fields);
        }
    }

    /** A way back shows that no two lists read the same, whatever is in them. */
    @Test
    void whatIsWrittenReadsBackToTheSameFieldsWhateverTheyHold() {
        var random = new SplittableRandom(SEED);
        var written = new ArrayList<byte[]>();
        written.add(new byte[0]);
        for (var i = 0; i < 20_000; i++) {
            var fields = new ArrayList<byte[]>();
            for (var count = random.nextInt(6); count > 0; count--) {
                fields.add(field(random, written));
            }
            var bytes = join(fields);
            assertThat(split(bytes))
                    .as("seed %s, list %s", SEED, i)
                    .usingElementComparator(Arrays::compare)
                    .isEqualTo(fields);
            if (bytes.length < 200) {
                written.add(bytes);
            }
        }
    }

    @Test
    void aFieldThatHoldsOtherFieldsWithTheirLengthsIsOneField() {
        var inner = join(List.of(new byte[] {1}, new byte[] {2, 3}));
        assertThat(split(join(List.of(inner)))).hasSize(1);
        assertThat(join(List.of(inner))).isNotEqualTo(inner);
        assertThat(split(inner)).hasSize(2);
    }

    @Test
    void fieldsWithoutTheirLengthsWouldBeConfused() {
        var one = List.of(new byte[] {1}, new byte[] {2, 3});
        var other = List.of(new byte[] {1, 2}, new byte[] {3});
        assertThat(join(one)).isNotEqualTo(join(other));
        assertThat(plain(one)).isEqualTo(plain(other));
    }

    /** Any bytes, few different ones, a length, another list as it was written, or one without its end. */
    private static byte[] field(SplittableRandom random, List<byte[]> written) {
        var bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return switch (random.nextInt(5)) {
            case 0 -> bytes;
            case 1 -> {
                for (var i = 0; i < bytes.length; i++) {
                    bytes[i] &= 1;
                }
                yield bytes;
            }
            case 2 -> ByteBuffer.allocate(4).putInt(random.nextInt(8)).array();
            case 3 -> written.get(random.nextInt(written.size())).clone();
            default -> {
                var whole = written.get(random.nextInt(written.size()));
                yield Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            }
        };
    }

    private static byte[] join(List<byte[]> fields) {
        var written = new Fields();
        fields.forEach(written::add);
        return written.bytes();
    }

    private static byte[] plain(List<byte[]> fields) {
        var bytes = new ByteArrayOutputStream();
        fields.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    static List<byte[]> split(byte[] bytes) {
        var fields = new ArrayList<byte[]>();
        var rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            var field = new byte[rest.getInt()];
            rest.get(field);
            fields.add(field);
        }
        return fields;
    }

    private static String hex(List<String> fields) {
        var written = new Fields();
        fields.forEach(written::add);
        return HexFormat.of().formatHex(written.bytes());
    }
}
