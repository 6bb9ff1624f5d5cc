package dev.lethe.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base32Test {

    @ParameterizedTest
    @CsvSource({"'', ''", "f, my", "fo, mzxq", "foo, mzxw6", "foob, mzxw6yq", "fooba, mzxw6ytb", "foobar, mzxw6ytboi"})
    void isThatOfTheRfcInLowerCaseWithoutPadding(String text, String encoded) {
        assertThat(Base32.encode(text.getBytes(US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void highBitsAreKept() {
        var ones = new byte[16];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(Base32.encode(ones)).isEqualTo("7".repeat(25) + "4");
    }

    @Test
    void noTwoIdsAreWrittenTheSame() {
        var seen = new HashSet<String>();
        for (var bit = 0; bit < 128; bit++) {
            var bytes = new byte[16];
            bytes[bit / 8] = (byte) (1 << bit % 8);
            assertThat(seen.add(Base32.encode(bytes))).as("bit %s", bit).isTrue();
        }
    }
}
