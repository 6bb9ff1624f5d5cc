package dev.lethe.local.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;

/** How races are judged. Each prints what it went through. */
final class Races {

    /**
     * Every promise holds.
     *
     * @param states how many there are at least, and {@code schedules} likewise: so that a race cannot shrink unseen
     */
    static void holds(String race, Scene scene, int states, long schedules) {
        var found = run(race, scene);
        assertThat(found.broken().keySet()).as(found.told(race)).isEmpty();
        assertThat(found.states()).as(race).isGreaterThanOrEqualTo(states);
        assertThat(found.schedules()).as(race).isGreaterThanOrEqualTo(BigInteger.valueOf(schedules));
    }

    /** A promise is broken in that many schedules at least. */
    static void breaks(Broken broken, long schedules, Findings found) {
        assertThat(found.broken().getOrDefault(broken, BigInteger.ZERO))
                .as("schedules that break " + broken)
                .isGreaterThanOrEqualTo(BigInteger.valueOf(schedules));
    }

    static Findings run(String race, Scene scene) {
        var found = Explorer.explore(scene);
        System.out.println(found.told(race));
        return found;
    }

    private Races() {}
}
