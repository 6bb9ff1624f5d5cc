package dev.lethe.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomIdsTest {
    private static final long SEED = 20_260_301;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RandomIds ids = new RandomIds(random);

    @Test
    void sortableIdsSortByTheMillisecond() {
        for (var i = 0; i < 10_000; i++) {
            var one = Instant.ofEpochMilli(random.nextLong(0, 1L << 45));
            var later = one.plusMillis(random.nextLong(1, 1 << random.nextInt(1, 30)));
            assertThat(ids.sortable(one))
                    .as("seed %s, at %s and %s", SEED, one, later)
                    .isLessThan(ids.sortable(later));
        }
    }

    /** The time part of a ULID, in Crockford's base32 in lower case. */
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0000000000",
        "1970-01-01T00:00:00.031Z, 000000000z",
        "1970-01-01T00:00:00.032Z, 0000000010",
        "2016-07-30T23:54:10.259Z, 01arz3ndek",
    })
    void aSortableIdBeginsWithItsTime(Instant now, String begins) {
        assertThat(ids.sortable(now)).startsWith(begins).matches("[0-9a-hjkmnp-tv-z]{26}");
    }

    @Test
    void idsOfTheSameMillisecondDiffer() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 10_000; i++) {
            assertThat(seen.add(ids.sortable(Instant.EPOCH)))
                    .as("seed %s", SEED)
                    .isTrue();
            assertThat(seen.add(ids.random())).as("seed %s", SEED).isTrue();
        }
    }

    @Test
    void eachKindHasItsForm() {
        assertThat(ids.random()).matches("[a-z2-7]{26}");
        assertThat(ids.receipt(Instant.EPOCH).value()).matches("rcp_0{10}[0-9a-z]{16}");
        assertThat(ids.request(Instant.EPOCH).value()).matches("req_0{10}[0-9a-z]{16}");
    }

    @Test
    void theSameSeedRepeatsALife() {
        assertThat(Stream.generate(new RandomIds(new SplittableRandom(SEED))::random)
                        .limit(10))
                .containsExactlyElementsOf(Stream.generate(new RandomIds(new SplittableRandom(SEED))::random)
                        .limit(10)
                        .toList());
    }
}
