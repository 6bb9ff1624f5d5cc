package dev.lethe.crypto;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static String hex(List<String> fields) {
        var written = new Fields();
        fields.forEach(written::add);
        return HexFormat.of().formatHex(written.bytes());
    }
}
