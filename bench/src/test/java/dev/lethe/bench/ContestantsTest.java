package dev.lethe.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody does what is measured of them; what is counted is as the documents say. No time is asserted. */
class ContestantsTest {
    private static final int[] SIZES = {0, 200, 2_048, 20_480};
    private static final int PEOPLE = 2;
    private static final int ITEMS = 20;

    /** At least so many bytes longer: exactly so many for ours, and more for longer labels with the rest. */
    private static final Map<Entrant, Integer> OVERHEAD = Map.of(
            Entrant.BARE, 32,
            Entrant.LETHE, 70,
            Entrant.TINK, 33,
            Entrant.ESDK, 300,
            Entrant.DBESDK_KMS, 400,
            Entrant.DBESDK_BRANCH, 400);

    @ParameterizedTest
    @EnumSource
    void opensWhatItSealedAtEverySizeForEverybody(Entrant entrant) {
        var contestant = entrant.enter(PEOPLE);
        for (var size : SIZES) {
            for (var person = 0; person < PEOPLE; person++) {
                var text = SealBench.text(size);
                var sealed = contestant.seal(person, contestant.holding(text));
                assertThat(contestant.text(contestant.open(person, sealed))).isEqualTo(text);
                assertThat(contestant.overhead(sealed, text)).isGreaterThanOrEqualTo(overhead(entrant));
            }
        }
    }

    private static int overhead(Entrant entrant) {
        return OVERHEAD.getOrDefault(entrant, Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @EnumSource(names = {"BARE", "LETHE", "TINK"})
    void addsNoByteMoreWhateverTheSize(Entrant entrant) {
        var contestant = entrant.enter(1);
        for (var size : SIZES) {
            var text = SealBench.text(size);
            assertThat(contestant.overhead(contestant.seal(0, contestant.holding(text)), text))
                    .isEqualTo(overhead(entrant));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "DBESDK_KMS", mode = EnumSource.Mode.EXCLUDE)
    void asksTheKeyServiceNothingOnceItIsWarm(Entrant entrant) {
        assertThat(callsOnceWarm(entrant)).isZero();
    }

    @Test
    void aKeyringOfKmsAsksForEveryItemToSealAndToOpen() {
        assertThat(callsOnceWarm(Entrant.DBESDK_KMS)).isEqualTo(2 * ITEMS);
    }

    private static long callsOnceWarm(Entrant entrant) {
        var contestant = entrant.enter(1);
        var text = contestant.holding(SealBench.text(200));
        contestant.open(0, contestant.seal(0, text));
        var before = contestant.kmsCalls();
        for (var item = 0; item < ITEMS; item++) {
            contestant.open(0, contestant.seal(0, text));
        }
        return contestant.kmsCalls() - before;
    }

    /** 1,000 uses and no more, so a day's key that everybody's texts share is unwrapped once in a thousand. */
    @Test
    void lethesOwnKeysAreUnwrappedAgainAfterAThousandUses() {
        var contestant = Entrant.LETHE.enter(1);
        var text = contestant.holding(SealBench.text(1));
        contestant.seal(0, text);
        var before = contestant.kmsCalls();
        for (var item = 0; item < 10_000; item++) {
            contestant.seal(0, text);
        }
        assertThat(contestant.kmsCalls() - before).isEqualTo(2 * 10);
    }

    /** Otherwise it would be no person's key that is measured. */
    @ParameterizedTest
    @EnumSource(names = {"BARE", "LETHE", "TINK"})
    void opensNothingOfSomebodyElse(Entrant entrant) {
        var contestant = entrant.enter(PEOPLE);
        var sealed = contestant.seal(0, contestant.holding(SealBench.text(200)));
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> contestant.open(1, sealed));
    }
}
